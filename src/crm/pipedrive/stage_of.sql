-- What deals and their changes call a stage → the stage: by its id, by its name within the pipeline, by a name that only one stage has. A name that is not listed is a
-- stage by itself, one for each pipeline that has it.
WITH pipeline AS (SELECT id, min(name) AS name FROM source.pipeline GROUP BY id), used AS (
  SELECT stage AS word, pipeline, count(*) AS records FROM mapped.deal_row WHERE stage IS NOT NULL GROUP BY ALL
  UNION ALL
  SELECT word, NULL, count(*) FROM (SELECT unnest([as_id(old_value), as_id(new_value)]) AS word FROM mapped.flow WHERE reason IS NULL AND key(field_key) = 'stage_id') WHERE word IS NOT NULL GROUP BY word
), listed AS (
  SELECT s.id, key(s.name) AS word, s.pipeline_id, key(coalesce(p.name, s.pipeline_name)) AS pipeline FROM source.stage s LEFT JOIN pipeline p ON p.id = s.pipeline_id WHERE s.id IS NOT NULL
), only_one AS (SELECT word, min(id) AS id FROM listed GROUP BY word HAVING count(DISTINCT id) = 1), inside AS (
  SELECT u.word, u.pipeline, min(l.id) AS id FROM used u JOIN listed l ON l.word = key(u.word) AND (l.pipeline_id = u.pipeline OR l.pipeline = key(u.pipeline)) GROUP BY ALL
), twin AS (SELECT word FROM used WHERE pipeline IS NOT NULL GROUP BY word HAVING count(DISTINCT pipeline) > 1), by_id AS (SELECT DISTINCT id FROM listed)
SELECT u.word, u.pipeline, coalesce(i.id, n.id, o.id, CASE WHEN t.word IS NOT NULL THEN u.word || coalesce(' (' || coalesce(p.name, u.pipeline) || ')', '') ELSE u.word END) AS stage_id,
  coalesce(i.id, n.id, o.id) IS NOT NULL AS is_listed, coalesce(p.name, u.pipeline) AS in_pipeline, u.records
FROM used u LEFT JOIN by_id i ON i.id = u.word LEFT JOIN inside n ON n.word = u.word AND n.pipeline IS NOT DISTINCT FROM u.pipeline LEFT JOIN only_one o ON o.word = key(u.word)
LEFT JOIN twin t ON t.word = u.word LEFT JOIN pipeline p ON p.id = u.pipeline
