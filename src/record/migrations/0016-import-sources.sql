-- What of each CRM the record was made from: its objects, their records and the rows of each table that came of them, as JSON. A later export
-- must have them all. It names nobody, so it outlives the reports.
CREATE TABLE tacto.import_source (
  org text NOT NULL REFERENCES tacto.organisation (id) ON DELETE CASCADE,
  kind text NOT NULL CONSTRAINT import_source_kind_check CHECK (kind IN ('salesforce', 'hubspot', 'pipedrive')),
  made_of text NOT NULL,
  CONSTRAINT import_source_pkey PRIMARY KEY (org, kind)
);
ALTER TABLE tacto.import_source ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON tacto.import_source FOR ALL USING ((SELECT tacto.is_everywhere())
  OR (org = (SELECT tacto.org()) AND (SELECT tacto.writes_all())));
