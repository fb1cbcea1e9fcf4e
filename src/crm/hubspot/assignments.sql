-- Owners of companies over time: by the history of the owner, else the owner of today since the company exists.
WITH company AS (
  SELECT a.id, s.created, s.owner, s._file, s._line FROM mapped.accounts a JOIN source.company s ON s._file = a._file AND s._line = a._line WHERE a._skip IS NULL
), change AS (
  SELECT h.id, h.value, h.since, moment(h.since) AS moment, h.tie, h.rank, h._file, h._line, c.id IS NOT NULL AS is_there
  FROM mapped.history h LEFT JOIN (SELECT DISTINCT id FROM company) c ON c.id = h.id WHERE h.object = 'company' AND h.property = 'hubspot_owner_id'
), span AS (
  SELECT id, value AS owner, since, moment, tie, _file, _line FROM change WHERE is_there
  UNION ALL
  SELECT id, owner, coalesce(created, '1970-01-01T00:00:00Z'), coalesce(moment(created), TIMESTAMP '1970-01-01'), 0, _file, _line
  FROM company WHERE id NOT IN (SELECT id FROM change)
), owned AS (
  SELECT s.*, o.rep_id, lead(s.since) OVER w AS next_at, lead(s.moment) OVER w AS next_moment
  FROM span s LEFT JOIN mapped.owner o ON o.given = s.owner AND NOT o.is_queue
  WINDOW w AS (PARTITION BY s.id ORDER BY s.moment, s.tie, s._file, s._line)
)
SELECT id AS account_id, rep_id, since AS valid_from, next_at AS valid_to, _file, _line,
  CASE WHEN rep_id IS NULL THEN 'no_owner' WHEN next_moment <= moment THEN 'instantly_changed' END AS _skip, moment AS _moment, tie AS _tie FROM owned
UNION ALL
SELECT id, NULL, since, NULL, _file, _line, 'account_gone', moment, tie FROM change WHERE NOT is_there
UNION ALL
SELECT id, NULL, since, NULL, _file, _line, 'other_field', NULL, tie FROM mapped.history WHERE object = 'company' AND property IS DISTINCT FROM 'hubspot_owner_id'
ORDER BY account_id, _moment, _tie, _file, _line
