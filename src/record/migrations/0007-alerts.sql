-- What managers want to be told of, and programs that are told what happens.

CREATE TABLE tacto.alert (
  org text NOT NULL,
  id text NOT NULL,
  -- Whose it is: it looks at what they may see, and tells them.
  user_id text NOT NULL,
  name text NOT NULL CONSTRAINT alert_name_check CHECK (name <> '' AND octet_length(name) <= 2000),
  -- A KPI over the last days against a bound, or how many deals and accounts carry a flag.
  kind text NOT NULL CONSTRAINT alert_kind_check CHECK (kind IN ('kpi', 'risk')),
  subject text NOT NULL,
  days integer CONSTRAINT alert_days_check CHECK (days BETWEEN 1 AND 366),
  rep_id text,
  team_id text,
  direction text NOT NULL CONSTRAINT alert_direction_check CHECK (direction IN ('above', 'below')),
  bound double precision NOT NULL,
  -- Told only when the KPI's whole interval lies beyond the bound.
  only_sure boolean NOT NULL DEFAULT true,
  by_mail boolean NOT NULL DEFAULT true,
  by_webhook boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL DEFAULT now(),
  -- As it was when it was looked at last: since when it holds (null: it does not), the value, and the state of the record.
  since timestamptz,
  value double precision,
  looked_at timestamptz,
  watermark text,
  CONSTRAINT alert_pkey PRIMARY KEY (org, id),
  CONSTRAINT alert_days_kind_check CHECK ((kind = 'kpi') = (days IS NOT NULL)),
  CONSTRAINT alert_member_fkey FOREIGN KEY (org, user_id) REFERENCES tacto.member ON DELETE CASCADE,
  CONSTRAINT alert_rep_id_fkey FOREIGN KEY (org, rep_id) REFERENCES tacto.reps ON DELETE CASCADE DEFERRABLE,
  CONSTRAINT alert_team_id_fkey FOREIGN KEY (org, team_id) REFERENCES tacto.teams ON DELETE CASCADE DEFERRABLE
);
CREATE INDEX alert_user_id ON tacto.alert (org, user_id);
CREATE INDEX alert_rep_id ON tacto.alert (org, rep_id) WHERE rep_id IS NOT NULL;
CREATE INDEX alert_team_id ON tacto.alert (org, team_id) WHERE team_id IS NOT NULL;
ALTER TABLE tacto.alert ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON tacto.alert FOR ALL USING (org = (SELECT tacto.org()) AND ((SELECT tacto.is_system())
  OR ((SELECT tacto.role()) IN ('administrator', 'manager') AND user_id = (SELECT tacto.asker()))));

CREATE TABLE tacto.webhook (
  org text NOT NULL REFERENCES tacto.organisation (id) ON DELETE CASCADE,
  id text NOT NULL,
  url text NOT NULL CONSTRAINT webhook_url_check CHECK (url ~ '^https?://' AND octet_length(url) <= 2000),
  events text[] NOT NULL CONSTRAINT webhook_events_check CHECK (cardinality(events) > 0),
  -- What deliveries are signed with, sealed with the server's secret.
  secret bytea NOT NULL,
  is_active boolean NOT NULL DEFAULT true,
  created_at timestamptz NOT NULL DEFAULT now(),
  -- The last delivery: when, its HTTP status (null: none came) and how many have failed since one succeeded.
  tried_at timestamptz,
  status integer,
  failures integer NOT NULL DEFAULT 0,
  CONSTRAINT webhook_pkey PRIMARY KEY (org, id)
);
ALTER TABLE tacto.webhook ENABLE ROW LEVEL SECURITY;
CREATE POLICY administrators ON tacto.webhook FOR ALL USING (org = (SELECT tacto.org()) AND (SELECT tacto.writes_all()));

-- Whether any program is to be told of an event: for those who cause it and may not see who is told.
CREATE FUNCTION tacto.is_awaited(event text) RETURNS boolean LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  asker CONSTANT text := tacto.role();
  is_awaited boolean;
BEGIN
  PERFORM set_config('tacto.role', 'system', true);
  is_awaited := EXISTS (SELECT FROM tacto.webhook w WHERE w.org = tacto.org() AND w.is_active AND event = ANY (w.events));
  PERFORM set_config('tacto.role', asker, true);
  RETURN is_awaited;
END $$;
