-- A deal is created on the day it was engaged. Deals still in Prospecting have no such day: they get the first one in the file.
SELECT
  opportunity_id AS id,
  account AS account_id,
  sales_agent AS rep_id,
  CASE product WHEN 'GTXPro' THEN 'GTX Pro' ELSE product END AS product,
  to_instant(coalesce(engage_date, (SELECT min(engage_date) FROM sales_pipeline))) AS created_at,
  to_decimal(close_value) AS amount,
  _line
FROM sales_pipeline
ORDER BY _line
