-- Stages as Salesforce lists them; those that only deals or histories name stand behind, in the order of their probability.
WITH listed AS (
  SELECT name, try_cast(sort_order AS INTEGER) AS position, try_cast(probability AS DOUBLE) AS probability, is_won, is_closed, _file, _line,
    row_number() OVER (PARTITION BY name ORDER BY is_active DESC NULLS LAST, _file, _line) AS nth
  FROM source.opportunity_stage WHERE (is_deleted OR is_removed OR NOT is_current) IS NOT TRUE
), known AS (
  SELECT name, position, probability, is_won, is_closed, _file, _line, CASE WHEN nth > 1 THEN 'same_name' END AS _skip FROM listed
  UNION ALL
  SELECT name, try_cast(sort_order AS INTEGER), try_cast(probability AS DOUBLE), is_won, is_closed, _file, _line, CASE WHEN NOT is_current THEN 'past_version' WHEN is_deleted OR is_removed THEN 'deleted' END
  FROM source.opportunity_stage WHERE NOT ((is_deleted OR is_removed OR NOT is_current) IS NOT TRUE)
  UNION ALL
  SELECT s.name, coalesce((SELECT max(position) FROM listed), 0) + row_number() OVER (ORDER BY coalesce(s.is_closed, s.is_won, false), s.probability NULLS FIRST, s.name),
    s.probability, s.is_won, s.is_closed, NULL, NULL, NULL
  FROM mapped.stage_seen s WHERE s.name NOT IN (SELECT name FROM listed WHERE name IS NOT NULL)
)
SELECT k.name AS id, k.name, coalesce(s.position, k.position) AS position,
  coalesce(s.kind, CASE WHEN k.is_won THEN 'won' WHEN k.is_closed THEN 'lost' ELSE 'open' END) AS kind,
  coalesce(s.probability, k.probability / 100) AS probability, k._file, k._line, k._skip
FROM known k LEFT JOIN settings.stages s ON s.given = key(k.name)
ORDER BY position, id
