-- Owners of accounts over time: from the field history, else from the versions, else the owner of today since the account exists.
-- Salesforce writes each change of owner twice: with the ids and with the names.
WITH account AS (
  SELECT a.id, s.created_date, s.owner_id, s._file, s._line FROM mapped.accounts a
  JOIN source.account s ON s._file = a._file AND s._line = a._line WHERE a._skip IS NULL
), change AS (
  SELECT h.account_id, as_id(h.old_value) AS old_value, as_id(h.new_value) AS owner_id, h.created_date, moment(h.created_date) AS moment, h._file, h._line,
    CASE WHEN NOT h.is_current THEN 'past_version' WHEN h.is_deleted OR h.is_removed THEN 'deleted' WHEN left(h.new_value, 3) IS DISTINCT FROM '005' THEN 'name_row' WHEN a.id IS NULL THEN 'account_gone' END AS _skip
  FROM source.account_history h LEFT JOIN account a ON a.id = h.account_id
  WHERE key(h.field) IN ('owner', 'ownerid')
), version AS (
  SELECT v.id AS account_id, v.owner_id, v.valid_from AS created_date, moment(v.valid_from) AS moment, v._file, v._line
  FROM (
    SELECT id, owner_id, valid_from, _file, _line FROM source.account_version
    UNION ALL SELECT id, owner_id, valid_from, _file, _line FROM source.account WHERE valid_from IS NOT NULL
  ) v
  JOIN account a ON a.id = v.id WHERE v.owner_id IS NOT NULL AND a.id NOT IN (SELECT account_id FROM change WHERE _skip IS NULL)
), told AS (
  SELECT account_id, owner_id, created_date, moment, _file, _line FROM change WHERE _skip IS NULL
  UNION ALL
  SELECT account_id, owner_id, created_date, moment, _file, _line FROM version
  QUALIFY owner_id IS DISTINCT FROM lag(owner_id) OVER (PARTITION BY account_id ORDER BY moment, _line)
), first AS (
  SELECT a.id AS account_id, coalesce(c.old_value, v.owner_id, a.owner_id) AS owner_id, coalesce(a.created_date, '1970-01-01T00:00:00Z') AS created_date,
    coalesce(moment(a.created_date), '1970-01-01'::TIMESTAMP) AS moment, coalesce(v._file, a._file) AS _file, coalesce(v._line, a._line) AS _line, v.moment AS seen
  FROM account a
  LEFT JOIN (SELECT account_id, arg_min(old_value, {'m': moment, 'l': _line}) AS old_value FROM change WHERE _skip IS NULL GROUP BY account_id) c ON c.account_id = a.id
  LEFT JOIN (SELECT account_id, arg_min(owner_id, {'m': moment, 'l': _line}) AS owner_id,
    arg_min(_file, {'m': moment, 'l': _line}) AS _file, arg_min(_line, {'m': moment, 'l': _line}) AS _line, min(moment) AS moment FROM version GROUP BY account_id) v ON v.account_id = a.id
), span AS (
  SELECT account_id, owner_id, created_date AS valid_from, moment, _file, _line FROM first WHERE owner_id IS NOT NULL
  UNION ALL
  SELECT t.account_id, t.owner_id, t.created_date, t.moment, t._file, t._line FROM told t
  JOIN first f ON f.account_id = t.account_id WHERE f.seen IS NULL OR t.moment > f.seen
), owned AS (
  SELECT s.account_id, o.rep_id, s.valid_from, lead(s.valid_from) OVER w AS valid_to, s.moment, lead(s.moment) OVER w AS next_moment, s._file, s._line
  FROM span s LEFT JOIN mapped.owner o ON o.given = s.owner_id AND NOT o.is_queue
  WINDOW w AS (PARTITION BY s.account_id ORDER BY s.moment, s._file, s._line)
)
SELECT account_id, rep_id, valid_from, valid_to, _file, _line,
  CASE WHEN next_moment <= moment THEN 'instantly_changed' WHEN rep_id IS NULL THEN 'queue_owner' END AS _skip, moment AS _moment FROM owned
UNION ALL
SELECT account_id, NULL, created_date, NULL, _file, _line, _skip, moment FROM change WHERE _skip IS NOT NULL
UNION ALL
SELECT id, NULL, created_date, NULL, _file, _line, 'no_owner', NULL FROM account WHERE owner_id IS NULL AND id NOT IN (SELECT account_id FROM span)
ORDER BY account_id, _moment, _file, _line
