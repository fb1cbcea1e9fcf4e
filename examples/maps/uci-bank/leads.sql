-- Rows run from May 2008 on: each step back to an earlier month begins a new year. The dials of a day stand ten seconds apart.
WITH numbered AS (
  SELECT *, strptime(month, '%b').month() AS month_number
  FROM "bank-full"
), stepped AS (
  SELECT *, coalesce(month_number < lag(month_number) OVER (ORDER BY _line), false) AS begins_year
  FROM numbered
), dated AS (
  SELECT *, make_date(2008 + sum(begins_year::INTEGER) OVER (ORDER BY _line)::INTEGER, month_number, day::INTEGER) AS date
  FROM stepped
), placed AS (
  SELECT *, sum(campaign::INTEGER) OVER (PARTITION BY date ORDER BY _line) - campaign::INTEGER AS dials_before
  FROM dated
)
SELECT
  'client-' || (_line - 1) AS id,
  'call-centre' AS rep_id,
  'term deposit' AS campaign,
  'term deposit' AS product,
  date + to_hours(8) + to_seconds(10 * dials_before) AS created_at,
  _line
FROM placed
ORDER BY _line
