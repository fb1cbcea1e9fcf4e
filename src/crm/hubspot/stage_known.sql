-- Every stage: those that are listed, and those that only deals name, with what their deals say of them. Kind null: nobody says it.
WITH fact AS (
  SELECT w.stage_id AS id, bool_or(d.is_won) AS is_won, bool_and(d.is_closed) AS is_closed, median(CASE WHEN try_cast(d.probability AS DOUBLE) > 1 THEN try_cast(d.probability AS DOUBLE) / 100 ELSE try_cast(d.probability AS DOUBLE) END) AS probability
  FROM source.deal d JOIN mapped.stage_word w ON NOT w.is_column AND w.word = d.stage AND w.pipeline IS NOT DISTINCT FROM d.pipeline WHERE d.is_deleted IS NOT TRUE GROUP BY ALL
), seen AS (SELECT stage_id AS id, min(label) AS label, min(in_pipeline) AS pipeline, count(DISTINCT in_pipeline) AS pipelines FROM mapped.stage_word GROUP BY stage_id), unlisted AS (
  SELECT s.id, s.label AS name, CASE WHEN s.pipelines = 1 THEN s.pipeline END AS pipeline,
    CASE WHEN f.is_won THEN 'won' WHEN f.is_closed THEN 'lost' WHEN f.is_closed IS NOT NULL THEN 'open' WHEN f.probability = 1 THEN 'won' WHEN f.probability > 0 THEN 'open' WHEN u.kind IS NOT NULL THEN u.kind WHEN f.probability = 0 THEN 'lost' END AS kind,
    coalesce(f.probability, u.probability) AS probability
  FROM seen s LEFT JOIN fact f ON f.id = s.id LEFT JOIN mapped.stage_usual u ON u.word = key(s.label)
  WHERE s.id NOT IN (SELECT id FROM mapped.stage_listed WHERE id IS NOT NULL)
)
SELECT id, label AS name, pipeline, kind, place, coalesce(position, 0) + 1 AS position, probability, true AS is_listed, _file, _line, _skip FROM mapped.stage_listed
UNION ALL
SELECT id, name, pipeline, kind, NULL, coalesce((SELECT max(position) + 1 FROM mapped.stage_listed), 0) + row_number() OVER (ORDER BY CASE kind WHEN 'won' THEN 2 WHEN 'lost' THEN 3 ELSE 1 END, probability NULLS LAST, id),
  probability, false, NULL, NULL, NULL
FROM unlisted
