-- Jobs that waited or ran when a backup was made: a server that starts on what was restored sends them anew, each once. The queue itself is
-- made by whichever version starts, so a backup holds what it waits for and not how.
CREATE TABLE tacto.kept_job (
  name text NOT NULL,
  payload jsonb NOT NULL,
  -- What it is single by.
  key text,
  sent_at timestamptz NOT NULL
);
ALTER TABLE tacto.kept_job ENABLE ROW LEVEL SECURITY;
CREATE POLICY everywhere ON tacto.kept_job FOR ALL USING ((SELECT tacto.is_everywhere()));
