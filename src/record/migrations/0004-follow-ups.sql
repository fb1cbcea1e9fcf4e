-- What reps mean to do next, and what the data proposed that they put off. Not part of the sales log.

CREATE TABLE tacto.follow_up (
  org text NOT NULL REFERENCES tacto.organisation (id),
  id text NOT NULL CONSTRAINT follow_up_id_check CHECK (id <> '' AND octet_length(id) <= 1000),
  rep_id text NOT NULL,
  account_id text,
  contact_id text,
  deal_id text,
  lead_id text,
  due_at timestamptz NOT NULL CONSTRAINT follow_up_due_at_check CHECK (due_at >= '0001-01-01T00:00:00Z' AND due_at < '10000-01-01T00:00:00Z'),
  channel text CONSTRAINT follow_up_channel_check CHECK (channel IN ('call', 'email', 'text', 'meeting', 'video', 'visit', 'social', 'other')),
  reason text NOT NULL CONSTRAINT follow_up_reason_check CHECK (reason <> '' AND octet_length(reason) <= 4000),
  state text NOT NULL DEFAULT 'open' CONSTRAINT follow_up_state_check CHECK (state IN ('open', 'done', 'dropped')),
  -- What the data proposed: told again only when the rep said when.
  proposal_key text,
  created_by text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  settled_at timestamptz,
  -- The activity that did it.
  activity_id text,
  reminded_at timestamptz,
  CONSTRAINT follow_up_pkey PRIMARY KEY (org, id),
  CONSTRAINT follow_up_settled_check CHECK ((state = 'open') = (settled_at IS NULL)),
  CONSTRAINT follow_up_rep_id_fkey FOREIGN KEY (org, rep_id) REFERENCES tacto.reps ON DELETE CASCADE DEFERRABLE,
  CONSTRAINT follow_up_account_id_fkey FOREIGN KEY (org, account_id) REFERENCES tacto.accounts ON DELETE SET NULL (account_id) DEFERRABLE,
  CONSTRAINT follow_up_contact_id_fkey FOREIGN KEY (org, contact_id) REFERENCES tacto.contacts ON DELETE SET NULL (contact_id) DEFERRABLE,
  CONSTRAINT follow_up_deal_id_fkey FOREIGN KEY (org, deal_id) REFERENCES tacto.deals ON DELETE SET NULL (deal_id) DEFERRABLE,
  CONSTRAINT follow_up_lead_id_fkey FOREIGN KEY (org, lead_id) REFERENCES tacto.leads ON DELETE SET NULL (lead_id) DEFERRABLE,
  CONSTRAINT follow_up_activity_id_fkey FOREIGN KEY (org, activity_id) REFERENCES tacto.activities ON DELETE SET NULL (activity_id) DEFERRABLE
);
CREATE INDEX follow_up_due ON tacto.follow_up (org, rep_id, due_at) WHERE state = 'open';
CREATE UNIQUE INDEX follow_up_proposal ON tacto.follow_up (org, rep_id, proposal_key) WHERE proposal_key IS NOT NULL;
CREATE INDEX follow_up_contact_id ON tacto.follow_up (org, contact_id) WHERE contact_id IS NOT NULL;
CREATE INDEX follow_up_account_id ON tacto.follow_up (org, account_id) WHERE account_id IS NOT NULL;
CREATE INDEX follow_up_deal_id ON tacto.follow_up (org, deal_id) WHERE deal_id IS NOT NULL;
CREATE INDEX follow_up_lead_id ON tacto.follow_up (org, lead_id) WHERE lead_id IS NOT NULL;
CREATE INDEX follow_up_activity_id ON tacto.follow_up (org, activity_id) WHERE activity_id IS NOT NULL;
CALL tacto.protect('follow_up', '{rep}', '{rep}');

-- The secret address under which a calendar reads a rep's follow-ups. Only a hash of it is kept.
CREATE TABLE tacto.calendar_link (
  org text NOT NULL,
  rep_id text NOT NULL,
  secret_hash bytea NOT NULL,
  language text NOT NULL DEFAULT 'es' CHECK (language IN ('en', 'es')),
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (org, rep_id),
  UNIQUE (secret_hash),
  FOREIGN KEY (org, rep_id) REFERENCES tacto.reps ON DELETE CASCADE DEFERRABLE
);
CALL tacto.protect('calendar_link', 'rep_id = (SELECT tacto.rep())', 'rep_id = (SELECT tacto.rep())');
