-- What deals, their histories and columns call a stage → the stage. An id is a stage by itself; a label belongs to its pipeline, which may stand behind it in
-- brackets: the same label in two pipelines is two stages.
WITH deal_pipeline AS (SELECT id, any_value(pipeline ORDER BY _file, _line) AS pipeline FROM source.deal GROUP BY id), used AS (
  SELECT DISTINCT word, pipeline, is_column FROM (
    SELECT stage AS word, pipeline, false AS is_column FROM source.deal
    UNION ALL SELECT h.value, p.pipeline, false FROM mapped.history h JOIN deal_pipeline p ON p.id = h.id WHERE h.object = 'deal' AND h.property = 'dealstage'
    UNION ALL SELECT e.stage, p.pipeline, true FROM mapped.entered e JOIN deal_pipeline p ON p.id = e.id WHERE e.object = 'deal'
  ) WHERE word IS NOT NULL
), pipeline_name AS (
  SELECT key(u.pipeline) AS word, min(coalesce(l.pipeline, u.pipeline)) AS pipeline FROM (
    SELECT DISTINCT pipeline FROM source.deal UNION SELECT DISTINCT pipeline FROM mapped.stage_listed
  ) u LEFT JOIN (SELECT DISTINCT pipeline_id, pipeline FROM mapped.stage_listed) l ON key(u.pipeline) IN (key(l.pipeline_id), key(l.pipeline)) WHERE u.pipeline IS NOT NULL GROUP BY ALL
), split AS (
  SELECT u.word, u.pipeline, u.is_column, CASE WHEN n.word IS NULL THEN u.word ELSE trim(left(u.word, length(u.word) - length(n.word) - 2)) END AS label, coalesce(n.pipeline, own.pipeline) AS in_pipeline
  FROM used u LEFT JOIN pipeline_name own ON own.word = key(u.pipeline)
  LEFT JOIN pipeline_name n ON ends_with(key(u.word), ' (' || n.word || ')')
  QUALIFY row_number() OVER (PARTITION BY u.word, u.pipeline, u.is_column ORDER BY length(n.word) DESC NULLS LAST) = 1
), pair AS (SELECT DISTINCT label, in_pipeline FROM split WHERE NOT is_column), twin AS (
  SELECT key(label) AS word FROM pair WHERE (label, in_pipeline) IN (SELECT (s.label, s.in_pipeline) FROM split s JOIN source.deal d ON d.stage = s.word AND d.pipeline IS NOT DISTINCT FROM s.pipeline)
  GROUP BY key(label) HAVING count(DISTINCT in_pipeline) > 1
), listed AS (SELECT id, label, pipeline FROM mapped.stage_listed WHERE _skip IS NULL), own_label AS (
  SELECT key(label) AS word, pipeline, min(id) AS id FROM listed GROUP BY ALL
), only_label AS (SELECT key(label) AS word, min(id) AS id FROM listed GROUP BY ALL HAVING count(*) = 1), column_id AS (
  -- Names of columns have nothing but letters, digits and `_` of an id, and may have more behind it.
  SELECT regexp_replace(lower(id), '[^a-z0-9]', '_', 'g') AS word, min(id) AS id FROM (
    SELECT id FROM listed UNION SELECT word FROM mapped.stage_usual WHERE NOT contains(word, ' ') AND kind IS NOT NULL UNION SELECT label FROM pair
  ) GROUP BY ALL
)
SELECT s.word, s.pipeline, s.is_column, min(s.label) AS label, min(s.in_pipeline) AS in_pipeline,
  coalesce(min(i.id), min(o.id), min(l.id), min(CASE WHEN t.word IS NOT NULL THEN s.label || ' (' || s.in_pipeline || ')' END),
    CASE WHEN s.is_column THEN arg_max(c.id, length(c.word)) END, min(s.label)) AS stage_id
FROM split s LEFT JOIN listed i ON i.id = s.label
LEFT JOIN own_label o ON o.word = key(s.label) AND o.pipeline = s.in_pipeline
LEFT JOIN only_label l ON l.word = key(s.label)
LEFT JOIN column_id c ON s.is_column AND (key(s.label) = c.word OR starts_with(key(s.label), c.word || '_'))
LEFT JOIN twin t ON t.word = key(s.label)
GROUP BY s.word, s.pipeline, s.is_column
