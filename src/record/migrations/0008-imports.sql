-- Uploads that become the record, or do not. Only administrators see them. The files lie here, so that any server can go on with an import.

CREATE TABLE tacto.import (
  org text NOT NULL REFERENCES tacto.organisation (id) ON DELETE CASCADE,
  id text NOT NULL,
  -- What it is an export of; null until that is found out.
  kind text CONSTRAINT import_kind_check CHECK (kind IN ('salesforce', 'hubspot', 'pipedrive', 'csv', 'log')),
  mode text NOT NULL CONSTRAINT import_mode_check CHECK (mode IN ('replace', 'add')),
  state text NOT NULL DEFAULT 'uploading' CONSTRAINT import_state_check
    CHECK (state IN ('uploading', 'running', 'questions', 'ready', 'applying', 'applied', 'discarded', 'failed')),
  -- What is being done now.
  step text,
  -- Counts what has become of it, for who follows it.
  version bigint NOT NULL DEFAULT 1,
  -- Answers to its questions, as they were given.
  settings text,
  -- What was found; JSON as it was written.
  report text,
  proposal text,
  problem text,
  -- The state of the record that the report compares with.
  watermark text,
  language text NOT NULL CONSTRAINT import_language_check CHECK (language IN ('en', 'es')),
  created_by text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  changed_at timestamptz NOT NULL DEFAULT now(),
  -- Whoever works on it.
  worker text,
  CONSTRAINT import_pkey PRIMARY KEY (org, id)
);
ALTER TABLE tacto.import ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON tacto.import FOR ALL USING ((SELECT tacto.is_everywhere())
  OR (org = (SELECT tacto.org()) AND (SELECT tacto.writes_all())));

-- `upload`: as it was sent; `map`: of an import by a map; `log`: the sales log that came of it.
CREATE TABLE tacto.import_file (
  org text NOT NULL,
  import_id text NOT NULL,
  place text NOT NULL CONSTRAINT import_file_place_check CHECK (place IN ('upload', 'map', 'log')),
  name text NOT NULL CONSTRAINT import_file_name_check CHECK (name <> '' AND octet_length(name) <= 1000),
  bytes bigint NOT NULL,
  CONSTRAINT import_file_pkey PRIMARY KEY (org, import_id, place, name),
  CONSTRAINT import_file_import_fkey FOREIGN KEY (org, import_id) REFERENCES tacto.import ON DELETE CASCADE
);
ALTER TABLE tacto.import_file ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON tacto.import_file FOR ALL USING ((SELECT tacto.is_everywhere())
  OR (org = (SELECT tacto.org()) AND (SELECT tacto.writes_all())));

CREATE TABLE tacto.import_part (
  org text NOT NULL,
  import_id text NOT NULL,
  place text NOT NULL,
  name text NOT NULL,
  nth integer NOT NULL,
  content bytea NOT NULL,
  CONSTRAINT import_part_pkey PRIMARY KEY (org, import_id, place, name, nth),
  CONSTRAINT import_part_file_fkey FOREIGN KEY (org, import_id, place, name) REFERENCES tacto.import_file ON DELETE CASCADE
);
-- What is sent is mostly packed already.
ALTER TABLE tacto.import_part ALTER COLUMN content SET STORAGE EXTERNAL;
ALTER TABLE tacto.import_part ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON tacto.import_part FOR ALL USING ((SELECT tacto.is_everywhere())
  OR (org = (SELECT tacto.org()) AND (SELECT tacto.writes_all())));
