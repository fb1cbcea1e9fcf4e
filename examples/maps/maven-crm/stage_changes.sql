-- The export has no history: what is certain is the day of engaging and the day of closing.
WITH change AS (
  SELECT opportunity_id, 'Prospecting' AS stage_id, (SELECT min(engage_date) FROM sales_pipeline) AS day, sales_agent, 1 AS step, _line
  FROM sales_pipeline
  WHERE engage_date IS NULL
  UNION ALL
  SELECT opportunity_id, 'Engaging', engage_date, sales_agent, 2, _line
  FROM sales_pipeline
  WHERE engage_date IS NOT NULL
  UNION ALL
  SELECT opportunity_id, deal_stage, close_date, sales_agent, 3, _line
  FROM sales_pipeline
  WHERE close_date IS NOT NULL
)
SELECT opportunity_id AS deal_id, stage_id, to_instant(day) AS entered_at, sales_agent AS rep_id, _line
FROM change
ORDER BY _line, step
