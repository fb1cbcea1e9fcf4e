-- Who belongs to which organisation, and how they get in. Looking up who makes a request comes before its organisation is known: that is
-- done everywhere at once, by the system.

-- Who asks: a user, or `token:` and the id of a service's token.
CREATE FUNCTION tacto.asker() RETURNS text LANGUAGE sql STABLE
  RETURN nullif(pg_catalog.current_setting('tacto.user', true), '');

CREATE TABLE tacto.member (
  org text NOT NULL REFERENCES tacto.organisation (id) ON DELETE CASCADE,
  user_id text NOT NULL REFERENCES auth."user" (id) ON DELETE CASCADE,
  role text NOT NULL CONSTRAINT member_role_check CHECK (role IN ('administrator', 'manager', 'rep', 'viewer')),
  -- The rep of the log that the user is.
  rep_id text,
  -- The team that a manager leads; without one that of the rep.
  team_id text,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT member_pkey PRIMARY KEY (org, user_id),
  CONSTRAINT member_rep_id_key UNIQUE (org, rep_id),
  CONSTRAINT member_rep_id_fkey FOREIGN KEY (org, rep_id) REFERENCES tacto.reps DEFERRABLE,
  CONSTRAINT member_team_id_fkey FOREIGN KEY (org, team_id) REFERENCES tacto.teams DEFERRABLE,
  CONSTRAINT member_rep_check CHECK (role <> 'rep' OR rep_id IS NOT NULL),
  CONSTRAINT member_manager_check CHECK (role <> 'manager' OR rep_id IS NOT NULL OR team_id IS NOT NULL)
);
CREATE INDEX member_user_id ON tacto.member (user_id);

-- An invitation is a secret link, of which only a hash is kept. Without an address it is for whoever has the link.
CREATE TABLE tacto.invitation (
  org text NOT NULL REFERENCES tacto.organisation (id) ON DELETE CASCADE,
  id text NOT NULL,
  secret_hash bytea NOT NULL CONSTRAINT invitation_secret_hash_key UNIQUE,
  email text,
  role text NOT NULL CONSTRAINT invitation_role_check CHECK (role IN ('administrator', 'manager', 'rep', 'viewer')),
  rep_id text,
  team_id text,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  accepted_at timestamptz,
  CONSTRAINT invitation_pkey PRIMARY KEY (org, id),
  CONSTRAINT invitation_rep_id_fkey FOREIGN KEY (org, rep_id) REFERENCES tacto.reps DEFERRABLE,
  CONSTRAINT invitation_team_id_fkey FOREIGN KEY (org, team_id) REFERENCES tacto.teams DEFERRABLE,
  CONSTRAINT invitation_rep_check CHECK (role <> 'rep' OR rep_id IS NOT NULL),
  CONSTRAINT invitation_manager_check CHECK (role <> 'manager' OR rep_id IS NOT NULL OR team_id IS NOT NULL)
);
CREATE INDEX invitation_email ON tacto.invitation (email);

-- A token of a person does what the person may; a service's has a role of its own.
CREATE TABLE tacto.token (
  org text NOT NULL REFERENCES tacto.organisation (id) ON DELETE CASCADE,
  id text NOT NULL,
  secret_hash bytea NOT NULL CONSTRAINT token_secret_hash_key UNIQUE,
  -- The first letters, by which its owner knows it.
  prefix text NOT NULL,
  name text NOT NULL CONSTRAINT token_name_check CHECK (name <> ''),
  scopes text[] NOT NULL,
  user_id text,
  role text CONSTRAINT token_role_check CHECK (role IN ('administrator', 'manager', 'rep', 'viewer')),
  rep_id text,
  team_id text,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz,
  last_used_at timestamptz,
  CONSTRAINT token_pkey PRIMARY KEY (org, id),
  CONSTRAINT token_owner_check CHECK ((user_id IS NULL) <> (role IS NULL)),
  CONSTRAINT token_user_fkey FOREIGN KEY (org, user_id) REFERENCES tacto.member ON DELETE CASCADE,
  CONSTRAINT token_rep_id_fkey FOREIGN KEY (org, rep_id) REFERENCES tacto.reps DEFERRABLE,
  CONSTRAINT token_team_id_fkey FOREIGN KEY (org, team_id) REFERENCES tacto.teams DEFERRABLE
);

-- What a request with a key was answered, so that it can be repeated.
CREATE TABLE tacto.idempotency (
  org text NOT NULL REFERENCES tacto.organisation (id) ON DELETE CASCADE,
  owner text NOT NULL,
  key text NOT NULL,
  request text NOT NULL,
  status integer,
  answer text,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT idempotency_pkey PRIMARY KEY (org, owner, key)
);
CREATE INDEX idempotency_created_at ON tacto.idempotency (created_at);

-- Failed sign-ins to one account, known by a hash of its address.
CREATE TABLE tacto.sign_in_attempt (
  key text PRIMARY KEY,
  failures integer NOT NULL,
  since timestamptz NOT NULL
);

ALTER TABLE tacto.member ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON tacto.member FOR SELECT USING ((SELECT tacto.is_everywhere())
  OR (org = (SELECT tacto.org()) AND ((SELECT tacto.writes_all()) OR user_id = (SELECT tacto.asker()))));
CREATE POLICY writes ON tacto.member FOR ALL USING ((SELECT tacto.is_everywhere())
  OR (org = (SELECT tacto.org()) AND (SELECT tacto.writes_all())));

ALTER TABLE tacto.invitation ENABLE ROW LEVEL SECURITY;
CREATE POLICY writes ON tacto.invitation FOR ALL USING ((SELECT tacto.is_everywhere())
  OR (org = (SELECT tacto.org()) AND (SELECT tacto.writes_all())));

ALTER TABLE tacto.token ENABLE ROW LEVEL SECURITY;
CREATE POLICY writes ON tacto.token FOR ALL USING ((SELECT tacto.is_everywhere())
  OR (org = (SELECT tacto.org()) AND ((SELECT tacto.writes_all()) OR user_id = (SELECT tacto.asker()))));

ALTER TABLE tacto.idempotency ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON tacto.idempotency FOR ALL USING ((SELECT tacto.is_everywhere())
  OR (org = (SELECT tacto.org()) AND (SELECT tacto.is_member()) AND owner = (SELECT tacto.asker())));

ALTER TABLE tacto.sign_in_attempt ENABLE ROW LEVEL SECURITY;
CREATE POLICY everywhere ON tacto.sign_in_attempt FOR ALL USING ((SELECT tacto.is_everywhere()));
