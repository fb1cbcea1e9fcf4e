-- Owners who have something; an owner who is nobody of the export is a rep with the name or id that the records give.
WITH cost AS (
  SELECT o.rep_id, min(h.cost) AS cost FROM mapped.owner o
  JOIN settings.hourly_costs h ON h.given = key(o.given) OR h.given = key(o.rep_id) OR h.given = key(o.name) OR h.given = key(o.email)
  GROUP BY o.rep_id
), seller AS (SELECT DISTINCT rep_id FROM mapped.owner WHERE is_named AND NOT is_queue
), person AS (
  SELECT id AS person_id, _file, _line, NULL AS _skip FROM source.owner
  UNION ALL
  SELECT coalesce(u.email, u.id), u._file, u._line, CASE WHEN o.id IS NOT NULL THEN 'told_by_owner' END
  FROM source.user u LEFT JOIN (SELECT min(id) AS id, user_id, key(email) AS email FROM source.owner GROUP BY ALL) o ON o.user_id = u.id OR o.email = key(u.email)
)
SELECT p.person_id AS id, o.name, o.email, t.team_id, coalesce(c.cost, (SELECT cost FROM settings.hourly_costs WHERE given = '*'))::VARCHAR AS hourly_cost, p._file, p._line,
  coalesce(p._skip, CASE WHEN o.is_queue THEN 'queue' WHEN o.is_merged AND o.rep_id <> p.person_id THEN 'merged_owner' WHEN s.rep_id IS NULL THEN 'owns_nothing' END) AS _skip
FROM person p LEFT JOIN mapped.owner o ON o.given = p.person_id LEFT JOIN seller s ON s.rep_id = p.person_id
LEFT JOIN mapped.team_of t ON t.person_id = p.person_id LEFT JOIN cost c ON c.rep_id = p.person_id
UNION ALL
SELECT DISTINCT s.rep_id, s.rep_id, NULL, NULL, coalesce(c.cost, (SELECT cost FROM settings.hourly_costs WHERE given = '*'))::VARCHAR, NULL::INTEGER, NULL::BIGINT, NULL
FROM seller s LEFT JOIN cost c ON c.rep_id = s.rep_id WHERE s.rep_id NOT IN (SELECT person_id FROM mapped.owner WHERE person_id IS NOT NULL)
UNION ALL
SELECT owner_id, NULL, NULL, team_id, NULL, _file, _line, CASE WHEN is_primary THEN 'told_by_rep' ELSE 'other_team' END FROM source.owner_team
UNION ALL
SELECT user_id, NULL, NULL, team_id, NULL, _file, _line, CASE WHEN is_secondary THEN 'other_team' ELSE 'told_by_rep' END FROM source.team_user
ORDER BY _file NULLS LAST, _line, id
