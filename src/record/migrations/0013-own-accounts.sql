-- Which accounts are a rep's own is asked by every statement of that rep, so it looks by index alone: the accounts of the rep's leads and deals
-- are found first, and then who they are assigned to.
CREATE OR REPLACE FUNCTION tacto.own_accounts() RETURNS SETOF text LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  asker CONSTANT text := tacto.role();
  here CONSTANT text := tacto.org();
  me CONSTANT text := tacto.rep();
  sold_to text[];
BEGIN
  IF asker IS DISTINCT FROM 'rep' THEN RETURN; END IF;
  PERFORM set_config('tacto.role', 'system', true);
  sold_to := ARRAY(
    SELECT l.account_id FROM tacto.leads l WHERE l.org = here AND l.rep_id = me AND l.account_id IS NOT NULL
    UNION
    SELECT d.account_id FROM tacto.deals d WHERE d.org = here AND d.rep_id = me AND d.account_id IS NOT NULL);
  RETURN QUERY
    SELECT a.account_id FROM tacto.assignments a
    WHERE a.org = here AND a.rep_id = me AND a.valid_from <= now() AND (a.valid_to > now()) IS NOT FALSE
    UNION
    (SELECT unnest(sold_to)
    EXCEPT
    SELECT a.account_id FROM tacto.assignments a
    WHERE a.org = here AND a.account_id = ANY (sold_to) AND a.valid_from <= now() AND (a.valid_to > now()) IS NOT FALSE);
  PERFORM set_config('tacto.role', asker, true);
END $$;
