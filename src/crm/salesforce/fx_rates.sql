-- Salesforce writes how much of a currency is one unit of the corporate one; the log wants the reverse, in the currency of the figures.
-- Dated rates hold from their day on, the others always were.
WITH rate AS (
  SELECT iso_code, start_date, try_cast(conversion_rate AS DOUBLE) AS units, conversion_rate, _file, _line FROM source.dated_rate
  UNION ALL
  SELECT iso_code, '1970-01-01', try_cast(conversion_rate AS DOUBLE), conversion_rate, _file, _line FROM source.currency_type
), home AS (
  SELECT start_date, units FROM rate WHERE iso_code = (SELECT currency FROM mapped.home_currency)
  QUALIFY row_number() OVER (PARTITION BY start_date ORDER BY _file, _line) = 1
), priced AS (
  SELECT r.*, coalesce(h.units, 1) AS home_units FROM rate r ASOF LEFT JOIN home h ON r.start_date >= h.start_date
)
SELECT p.iso_code AS currency, p.start_date AS valid_from,
  CASE WHEN p.units > 0 THEN rtrim(rtrim(printf('%.12f', p.home_units / p.units), '0'), '.') ELSE p.conversion_rate END AS rate, p._file, p._line,
  CASE WHEN p.iso_code = (SELECT currency FROM mapped.home_currency) THEN 'home_currency' END AS _skip
FROM priced p
ORDER BY currency, valid_from, _file, _line
