SELECT k.id, k.name, coalesce(by_id.position, by_name.position, k.position) AS position, coalesce(by_id.kind, by_name.kind, k.kind, 'open') AS kind,
  coalesce(by_id.probability, by_name.probability, k.probability) AS probability, k.pipeline, k._file, k._line, k._skip, k.place AS _place
FROM mapped.stage_known k LEFT JOIN settings.stages by_id ON by_id.given = key(k.id) LEFT JOIN settings.stages by_name ON by_name.given = key(k.name)
UNION ALL
SELECT id, label, NULL, NULL, NULL, NULL, _file, _line, 'told_by_stages', NULL FROM source.pipeline WHERE coalesce(json_array_length(CASE WHEN json_valid(stages) THEN stages END), 0) = 0
ORDER BY _place NULLS LAST, position, id, _file, _line
