-- Roles are teams; without them, those who have one manager are a team.
SELECT r.id, coalesce(r.name, r.id) AS name, p.id AS parent_id, r._file, r._line,
  CASE WHEN NOT r.is_current THEN 'past_version' WHEN r.is_deleted OR r.is_removed THEN 'deleted' END AS _skip
FROM source.user_role r LEFT JOIN (SELECT DISTINCT id FROM source.user_role WHERE (is_deleted OR is_removed OR NOT is_current) IS NOT TRUE) p ON p.id = r.parent_role_id
UNION ALL
SELECT m.id, m.name, NULL, NULL, NULL, NULL FROM (
  SELECT DISTINCT b.rep_id AS id, k.name FROM mapped.seller s JOIN mapped.owner o ON o.given = s.rep_id
  JOIN mapped.owner b ON b.given = o.manager_id JOIN mapped.owner k ON k.given = b.rep_id
) m WHERE NOT EXISTS (SELECT 1 FROM source.user_role)
ORDER BY _file NULLS LAST, _line, id
