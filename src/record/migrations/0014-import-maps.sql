-- Of CSV files it is the map that was applied last: the texts of its files, by name.
ALTER TABLE tacto.import_setting DROP CONSTRAINT import_setting_kind_check;
ALTER TABLE tacto.import_setting ADD CONSTRAINT import_setting_kind_check CHECK (kind IN ('salesforce', 'hubspot', 'pipedrive', 'csv'));
