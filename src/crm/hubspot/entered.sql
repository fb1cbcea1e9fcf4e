-- Columns that keep one date for each stage: "Date entered …" of deals and of the lifecycle, "Became a … date". The stage as the column names it.
WITH keys AS (
  SELECT object, _file, unnest(json_keys(_rest)) AS column_name FROM (
    SELECT 'deal' AS object, _file, any_value(_rest) AS _rest FROM source.deal WHERE _rest IS NOT NULL GROUP BY _file
    UNION ALL SELECT 'contact', _file, any_value(_rest) FROM source.contact WHERE _rest IS NOT NULL GROUP BY _file
  )
), named AS (
  SELECT object, _file, column_name, '/' || replace(replace(column_name, '~', '~0'), '/', '~1') AS place,
    coalesce(
      nullif(regexp_extract(column_name, '^(?:properties\.|property_)?hs_(?:v2_)?date_entered_(.+)$', 1, 'i'), ''),
      nullif(regexp_extract(column_name, '^(?:date entered|fecha de (?:entrada|ingreso)(?: en)?(?: la etapa)?)\s*["''“«](.+)["''”»]$', 1, 'i'), ''),
      CASE WHEN object = 'contact' THEN coalesce(
        nullif(regexp_extract(column_name, '^(?:property_)?hs_lifecyclestage_(.+)_date$', 1, 'i'), ''),
        nullif(regexp_extract(column_name, '^became an? (.+) date$', 1, 'i'), ''),
        nullif(regexp_extract(column_name, '^fecha en (?:la )?que se convirtió en (?:un |una )?(.+)$', 1, 'i'), '')) END) AS stage,
    regexp_matches(column_name, '^(?:properties\.|property_)?hs_date_entered_', 'i') AS is_old
  FROM keys
), value AS (
  SELECT 'deal' AS object, d.id, n.stage, n.is_old, trim(json_extract_string(d._rest, n.place)) AS since, d.synced IS NOT NULL AS is_utc, d._file, d._line
  FROM source.deal d JOIN named n ON n.object = 'deal' AND n._file = d._file AND n.stage IS NOT NULL
  UNION ALL
  SELECT 'contact', c.id, n.stage, n.is_old, trim(json_extract_string(c._rest, n.place)), c.synced IS NOT NULL, c._file, c._line
  FROM source.contact c JOIN named n ON n.object = 'contact' AND n._file = c._file AND n.stage IS NOT NULL
)
-- Written as HubSpot writes dates: `2026-03-01 09:30`, the form of the API, or milliseconds. Anything else is passed on as unreadable.
SELECT object, id, stage, CASE
    WHEN regexp_full_match(since, '\d{12,13}') THEN strftime(make_timestamp(since::BIGINT * 1000), '%Y-%m-%dT%H:%M:%S') || 'Z'
    WHEN regexp_full_match(since, '\d{4}-\d\d-\d\d') THEN since || 'T00:00:00'
    WHEN regexp_full_match(since, '\d{4}-\d\d-\d\d[ T]\d\d:\d\d(:\d\d(\.\d{1,6})?)?') THEN replace(since, ' ', 'T') || CASE WHEN is_utc THEN 'Z' ELSE '' END
    WHEN regexp_full_match(since, '\d{4}-\d\d-\d\d[ T]\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:?\d\d)') THEN replace(since, ' ', 'T')
    ELSE '?' || since END AS since, is_old, _file, _line
FROM value WHERE since <> ''
