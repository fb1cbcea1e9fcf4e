-- The stages of the pipelines, as listed and as deals name them, and two that Pipedrive does not have: a deal there is won or lost in the stage where it stands.
-- A probability of 100 on a stage is what Pipedrive writes when nobody has set one.
WITH pipeline AS (SELECT id, min(name) AS name, min(try_cast(order_nr AS INTEGER)) AS place FROM source.pipeline GROUP BY id), listed AS (
  SELECT s.id, coalesce(s.name, s.id) AS name, coalesce(p.name, s.pipeline_name, s.pipeline_id) AS pipeline, p.place, try_cast(s.order_nr AS INTEGER) AS place_in, try_cast(s.probability AS DOUBLE) / 100 AS probability, s._file, s._line,
    CASE WHEN row_number() OVER (PARTITION BY s.id ORDER BY s.is_deleted NULLS FIRST, s._file, s._line) > 1 THEN 'same_id' END AS _skip
  FROM source.stage s LEFT JOIN pipeline p ON p.id = s.pipeline_id
), chance AS (
  SELECT o.stage_id AS id, median(try_cast(d.probability AS DOUBLE)) / 100 AS probability FROM mapped.deal_row d JOIN mapped.stage_of o ON o.word = d.stage AND o.pipeline IS NOT DISTINCT FROM d.pipeline
  WHERE d.state = 'open' GROUP BY o.stage_id
), unlisted AS (
  SELECT o.stage_id AS id, min(o.word) AS name, CASE WHEN count(DISTINCT o.in_pipeline) = 1 THEN min(o.in_pipeline) END AS pipeline, any_value(c.probability) AS probability
  FROM mapped.stage_of o LEFT JOIN chance c ON c.id = o.stage_id WHERE NOT o.is_listed GROUP BY o.stage_id
), known AS (
  SELECT id, name, row_number() OVER (ORDER BY place NULLS LAST, pipeline, place_in NULLS LAST, _file, _line) AS position, CASE WHEN probability < 1 THEN probability END AS probability, pipeline, 'open' AS kind, _file, _line, _skip FROM listed
  UNION ALL
  SELECT id, name, (SELECT count(*) FROM listed) + row_number() OVER (ORDER BY pipeline NULLS LAST, probability NULLS LAST, id), CASE WHEN probability < 1 THEN probability END, pipeline, 'open', NULL, NULL, NULL FROM unlisted
  UNION ALL
  SELECT id, name, (SELECT count(*) FROM listed) + (SELECT count(*) FROM unlisted) + place, probability, NULL, id, NULL, NULL, NULL FROM (VALUES ('won', 'Won', 1, 1.0), ('lost', 'Lost', 2, 0.0)) AS closing(id, name, place, probability)
)
SELECT k.id, k.name, coalesce(i.position, n.position, k.position + coalesce((SELECT max(position) FROM settings.stages), 0)) AS position, coalesce(i.kind, n.kind, k.kind) AS kind, coalesce(i.probability, n.probability, k.probability) AS probability, k.pipeline, k._file, k._line, k._skip
FROM known k LEFT JOIN settings.stages i ON i.given = key(k.id) LEFT JOIN settings.stages n ON n.given = key(k.name)
UNION ALL
SELECT id, name, NULL, NULL, NULL, NULL, _file, _line, 'told_by_stages' FROM source.pipeline
ORDER BY position NULLS LAST, id, _file, _line
