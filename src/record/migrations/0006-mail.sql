-- Mail that is to be sent, and what each member wants of it.

CREATE FUNCTION tacto.is_system() RETURNS boolean LANGUAGE sql STABLE
  RETURN coalesce(tacto.role() = 'system', false);

-- A letter is written here, with whatever it tells of, in the transaction that gives cause for it; `key` names the cause, so that it is written
-- once. Its words and its address are sealed with the server's secret, and gone once it is sent.
CREATE TABLE tacto.mail (
  id text PRIMARY KEY,
  -- Null: about a user, not about what they are in an organisation.
  org text REFERENCES tacto.organisation (id) ON DELETE CASCADE,
  key text NOT NULL CONSTRAINT mail_key_key UNIQUE,
  kind text NOT NULL CONSTRAINT mail_kind_check CHECK (kind IN ('invitation', 'reset', 'reminder', 'digest', 'alert')),
  user_id text REFERENCES auth."user" (id) ON DELETE CASCADE,
  sealed bytea,
  created_at timestamptz NOT NULL DEFAULT now(),
  -- When it was handed to the mail server; taken back only when that surely refused it.
  tried_at timestamptz,
  sent_at timestamptz
);
CREATE INDEX mail_created_at ON tacto.mail (created_at);
CREATE INDEX mail_org ON tacto.mail (org) WHERE org IS NOT NULL;
CREATE INDEX mail_user_id ON tacto.mail (user_id) WHERE user_id IS NOT NULL;
ALTER TABLE tacto.mail ENABLE ROW LEVEL SECURITY;
CREATE POLICY system ON tacto.mail FOR ALL USING ((SELECT tacto.is_everywhere())
  OR (org = (SELECT tacto.org()) AND (SELECT tacto.is_system())));
-- Whoever invites writes the letter; nobody but the system reads it.
CREATE POLICY adds ON tacto.mail FOR INSERT WITH CHECK (org = (SELECT tacto.org()) AND (SELECT tacto.writes_all()));

CREATE TABLE tacto.mail_setting (
  org text NOT NULL,
  user_id text NOT NULL,
  -- Null: those of the organisation.
  language text CONSTRAINT mail_setting_language_check CHECK (language IN ('en', 'es')),
  timezone text,
  reminders boolean NOT NULL DEFAULT true,
  digest boolean NOT NULL DEFAULT true,
  alerts boolean NOT NULL DEFAULT true,
  -- The KPIs of the digest; none: those of the playbook that fits the team.
  focus text[] NOT NULL DEFAULT '{}' CONSTRAINT mail_setting_focus_check CHECK (cardinality(focus) <= 3),
  -- The risks that the last digest told of; null: there was none yet.
  risks_told text[],
  CONSTRAINT mail_setting_pkey PRIMARY KEY (org, user_id),
  CONSTRAINT mail_setting_member_fkey FOREIGN KEY (org, user_id) REFERENCES tacto.member ON DELETE CASCADE
);
ALTER TABLE tacto.mail_setting ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON tacto.mail_setting FOR ALL USING ((SELECT tacto.is_everywhere())
  OR (org = (SELECT tacto.org()) AND ((SELECT tacto.is_system()) OR ((SELECT tacto.is_member()) AND user_id = (SELECT tacto.asker())))));

-- Follow-ups that are due and of which nobody was reminded.
CREATE INDEX follow_up_reminder ON tacto.follow_up (due_at) WHERE state = 'open' AND reminded_at IS NULL;
