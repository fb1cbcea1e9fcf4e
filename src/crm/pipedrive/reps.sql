-- Users who have something; an owner who is no user of the export is a rep with the name or id that the records give.
WITH cost AS (
  SELECT o.rep_id, min(h.cost) AS cost FROM mapped.owner o
  JOIN settings.hourly_costs h ON h.given = key(o.given) OR h.given = key(o.rep_id) OR h.given = key(o.name) OR h.given = key(o.email)
  GROUP BY o.rep_id
), seller AS (SELECT DISTINCT rep_id FROM mapped.owner WHERE is_named
), stranger AS (
  SELECT s.rep_id, coalesce(min(o.name), s.rep_id) AS name FROM seller s LEFT JOIN mapped.owner o ON o.given = s.rep_id
  WHERE s.rep_id NOT IN (SELECT person_id FROM mapped.owner WHERE person_id IS NOT NULL) GROUP BY s.rep_id
)
SELECT o.person_id AS id, o.name, o.email, t.team_id, coalesce(c.cost, (SELECT cost FROM settings.hourly_costs WHERE given = '*'))::VARCHAR AS hourly_cost, p._file, p._line,
  CASE WHEN o.is_merged AND o.rep_id <> o.person_id THEN 'merged_owner' WHEN s.rep_id IS NULL THEN 'owns_nothing' END AS _skip
FROM (SELECT coalesce(id, email, name) AS given, _file, _line FROM source.user) p LEFT JOIN mapped.owner o ON o.given = p.given AND o.person_id = p.given
LEFT JOIN seller s ON s.rep_id = p.given LEFT JOIN mapped.team_of t ON t.person_id = p.given LEFT JOIN cost c ON c.rep_id = p.given
UNION ALL
SELECT s.rep_id, s.name, NULL, NULL, coalesce(c.cost, (SELECT cost FROM settings.hourly_costs WHERE given = '*'))::VARCHAR, NULL::INTEGER, NULL::BIGINT, NULL
FROM stranger s LEFT JOIN cost c ON c.rep_id = s.rep_id
ORDER BY _file NULLS LAST, _line, id
