-- The settings that were applied last for exports of a CRM: the next import of it begins with them.
CREATE TABLE tacto.import_setting (
  org text NOT NULL REFERENCES tacto.organisation (id) ON DELETE CASCADE,
  kind text NOT NULL CONSTRAINT import_setting_kind_check CHECK (kind IN ('salesforce', 'hubspot', 'pipedrive')),
  settings text NOT NULL,
  applied_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT import_setting_pkey PRIMARY KEY (org, kind)
);
ALTER TABLE tacto.import_setting ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON tacto.import_setting FOR ALL USING ((SELECT tacto.is_everywhere())
  OR (org = (SELECT tacto.org()) AND (SELECT tacto.writes_all())));

-- When the settings were applied that an import has taken over; null: they are its own.
ALTER TABLE tacto.import ADD COLUMN settings_from timestamptz;
