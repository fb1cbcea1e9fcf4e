-- Stages as the pipelines list them: by the pipelines of the API, which hold theirs, and by tables of pipelines and stages.
WITH pipeline AS (SELECT id, label, try_cast(display_order AS INTEGER) AS place, is_deleted, CASE WHEN json_valid(stages) THEN stages END AS stages, _file, _line FROM source.pipeline), entry AS (
  SELECT p.id AS pipeline_id, p.label AS pipeline, p.place, p.is_deleted, unnest(json_extract(p.stages, '$[*]')) AS entry, p._file, p._line FROM pipeline p WHERE json_array_length(p.stages) > 0
), told AS (
  SELECT json_extract_string(entry, '$.id') AS id, json_extract_string(entry, '$.label') AS label, pipeline_id, pipeline, place, try_cast(json_extract_string(entry, '$.displayOrder') AS INTEGER) AS position,
    try_cast(json_extract_string(entry, '$.metadata.probability') AS DOUBLE) AS probability, try_cast(json_extract_string(entry, '$.metadata.isClosed') AS BOOLEAN) AS is_closed, NULL::BOOLEAN AS is_won,
    coalesce(is_deleted, false) OR json_extract_string(entry, '$.archived') IS NOT DISTINCT FROM 'true' AS is_deleted, _file, _line
  FROM entry
  UNION ALL
  SELECT s.id, s.label, s.pipeline_id, coalesce(p.label, s.pipeline_id), p.place, try_cast(s.display_order AS INTEGER), try_cast(s.probability AS DOUBLE), s.is_closed, s.is_won, coalesce(s.is_deleted, false), s._file, s._line
  FROM source.pipeline_stage s LEFT JOIN (SELECT id, min(label) AS label, min(place) AS place FROM pipeline GROUP BY id) p ON p.id = s.pipeline_id
)
-- A stage is closed when it says so or, if it says nothing, when it is certain; won when it is closed and certain.
SELECT id, coalesce(label, id) AS label, pipeline_id, pipeline, place, position, probability,
  CASE WHEN is_won OR (is_won IS NULL AND coalesce(is_closed, true) AND probability = 1) THEN 'won'
    WHEN is_closed OR (is_closed IS NULL AND probability = 0) THEN 'lost' ELSE 'open' END AS kind,
  _file, _line, CASE WHEN row_number() OVER (PARTITION BY id ORDER BY is_deleted, _file, _line, position) > 1 THEN 'same_id' END AS _skip
FROM told
