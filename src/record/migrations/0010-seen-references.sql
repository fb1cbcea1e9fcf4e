-- Nobody writes a row that names one that they do not see: such an id is as one that does not exist. A row that names one that was seen
-- before, and has gone to somebody else since, can still be corrected.

CREATE FUNCTION tacto.sees(table_name text, row_id text) RETURNS boolean LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  CASE table_name
    WHEN 'accounts' THEN RETURN EXISTS (SELECT FROM tacto.accounts s WHERE s.org = tacto.org() AND s.id = row_id);
    WHEN 'contacts' THEN RETURN EXISTS (SELECT FROM tacto.contacts s WHERE s.org = tacto.org() AND s.id = row_id);
    WHEN 'leads' THEN RETURN EXISTS (SELECT FROM tacto.leads s WHERE s.org = tacto.org() AND s.id = row_id);
    WHEN 'deals' THEN RETURN EXISTS (SELECT FROM tacto.deals s WHERE s.org = tacto.org() AND s.id = row_id);
    WHEN 'activities' THEN RETURN EXISTS (SELECT FROM tacto.activities s WHERE s.org = tacto.org() AND s.id = row_id);
  END CASE;
END $$;

-- Its arguments are columns and the tables that they refer to, in turn. The fault is that of a reference to what is not there.
CREATE FUNCTION tacto.refuse_unseen() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  given CONSTANT jsonb := to_jsonb(NEW);
  before CONSTANT jsonb := CASE WHEN TG_OP = 'UPDATE' THEN to_jsonb(OLD) END;
  wanted text;
BEGIN
  IF tacto.writes_all() THEN RETURN NEW; END IF;
  FOR i IN 0 .. TG_NARGS - 1 BY 2 LOOP
    wanted := given ->> TG_ARGV[i];
    CONTINUE WHEN wanted IS NULL OR wanted = before ->> TG_ARGV[i];
    IF NOT tacto.sees(TG_ARGV[i + 1], wanted) THEN
      RAISE EXCEPTION 'there is no such row of %', TG_ARGV[i + 1] USING ERRCODE = 'foreign_key_violation',
        SCHEMA = TG_TABLE_SCHEMA, TABLE = TG_TABLE_NAME, COLUMN = TG_ARGV[i], CONSTRAINT = TG_TABLE_NAME || '_' || TG_ARGV[i] || '_fkey';
    END IF;
  END LOOP;
  RETURN NEW;
END $$;

-- Contacts, decision teams and stage changes have rules of their own for the account or deal; assignments for the account.
CREATE TRIGGER refuse_unseen BEFORE INSERT OR UPDATE ON tacto.ratings
  FOR EACH ROW EXECUTE FUNCTION tacto.refuse_unseen('contact_id', 'contacts');
CREATE TRIGGER refuse_unseen BEFORE INSERT OR UPDATE ON tacto.leads
  FOR EACH ROW EXECUTE FUNCTION tacto.refuse_unseen('account_id', 'accounts', 'contact_id', 'contacts');
CREATE TRIGGER refuse_unseen BEFORE INSERT OR UPDATE ON tacto.deals
  FOR EACH ROW EXECUTE FUNCTION tacto.refuse_unseen('account_id', 'accounts', 'lead_id', 'leads');
CREATE TRIGGER refuse_unseen BEFORE INSERT OR UPDATE ON tacto.decision_team
  FOR EACH ROW EXECUTE FUNCTION tacto.refuse_unseen('contact_id', 'contacts');
CREATE TRIGGER refuse_unseen BEFORE INSERT OR UPDATE ON tacto.activities
  FOR EACH ROW EXECUTE FUNCTION tacto.refuse_unseen('account_id', 'accounts', 'contact_id', 'contacts', 'lead_id', 'leads', 'deal_id', 'deals');
CREATE TRIGGER refuse_unseen BEFORE INSERT OR UPDATE ON tacto.participants
  FOR EACH ROW EXECUTE FUNCTION tacto.refuse_unseen('contact_id', 'contacts');
CREATE TRIGGER refuse_unseen BEFORE INSERT OR UPDATE ON tacto.proposals
  FOR EACH ROW EXECUTE FUNCTION tacto.refuse_unseen('deal_id', 'deals');
CREATE TRIGGER refuse_unseen BEFORE INSERT OR UPDATE ON tacto.shares
  FOR EACH ROW EXECUTE FUNCTION tacto.refuse_unseen('contact_id', 'contacts', 'lead_id', 'leads', 'deal_id', 'deals', 'activity_id', 'activities');
CREATE TRIGGER refuse_unseen BEFORE INSERT OR UPDATE ON tacto.follow_up
  FOR EACH ROW EXECUTE FUNCTION tacto.refuse_unseen('account_id', 'accounts', 'contact_id', 'contacts', 'deal_id', 'deals', 'lead_id', 'leads',
    'activity_id', 'activities');
