-- Users who sell or lead those who do; an owner who is no user of the export is a rep with the id as name.
WITH cost AS (
  SELECT o.given, min(h.cost) AS cost FROM mapped.owner o LEFT JOIN source.user u ON u.id = o.given
  JOIN settings.hourly_costs h ON h.given = key(o.given) OR h.given = key(o.name) OR h.given = key(u.email)
  GROUP BY o.given
)
SELECT u.id, o.name, u.email, CASE WHEN role.id IS NOT NULL THEN role.id WHEN EXISTS (SELECT 1 FROM source.user_role) THEN NULL ELSE boss.rep_id END AS team_id,
  boss.rep_id AS manager_id, coalesce(c.cost, (SELECT cost FROM settings.hourly_costs WHERE given = '*'))::VARCHAR AS hourly_cost,
  u._file, u._line,
  CASE WHEN NOT u.is_current AND (u._file, u._line) <> (o._file, o._line) THEN 'past_version' WHEN o.is_merged AND o.rep_id <> u.id THEN 'merged_owner'
    WHEN s.rep_id IS NULL THEN CASE WHEN u.is_deleted OR u.is_removed THEN 'deleted' ELSE 'owns_nothing' END END AS _skip
FROM source.user u JOIN mapped.owner o ON o.given = u.id
LEFT JOIN (SELECT id FROM mapped.teams WHERE _skip IS NULL AND _file IS NOT NULL) role ON role.id = u.role_id
LEFT JOIN (SELECT b.given, b.rep_id FROM mapped.owner b SEMI JOIN mapped.seller k ON k.rep_id = b.rep_id WHERE b.is_user) boss ON boss.given = u.manager_id AND boss.rep_id <> u.id
LEFT JOIN mapped.seller s ON s.rep_id = u.id
LEFT JOIN cost c ON c.given = u.id
UNION ALL
SELECT DISTINCT o.rep_id, o.rep_id, NULL, NULL, NULL, coalesce(c.cost, (SELECT cost FROM settings.hourly_costs WHERE given = '*'))::VARCHAR, NULL::INTEGER, NULL::BIGINT, NULL
FROM mapped.owner o LEFT JOIN cost c ON c.given = o.rep_id
WHERE o.is_named AND NOT o.is_queue AND o.rep_id NOT IN (SELECT id FROM source.user WHERE id IS NOT NULL)
ORDER BY _file NULLS LAST, _line, id
