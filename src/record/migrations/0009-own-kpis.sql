-- KPIs that an organisation has made itself, each as its text in a `kpis.yaml`.

CREATE TABLE tacto.own_kpi (
  org text NOT NULL REFERENCES tacto.organisation (id) ON DELETE CASCADE,
  id text NOT NULL CONSTRAINT own_kpi_id_check CHECK (id ~ '^[a-z][a-z0-9_]{0,63}$'),
  definition text NOT NULL CONSTRAINT own_kpi_definition_check CHECK (octet_length(definition) <= 20000),
  created_at timestamptz NOT NULL DEFAULT now(),
  changed_by text NOT NULL,
  changed_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT own_kpi_pkey PRIMARY KEY (org, id)
);
CALL tacto.protect('own_kpi', '{member}', 'false');
