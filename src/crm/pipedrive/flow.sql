-- Every change of a deal that the export tells: rows of changes, and entries of the deal's flow that hold one.
WITH entry AS (SELECT key(object) AS object, timestamp, CASE WHEN json_valid(data) THEN data END AS data, _file, _line FROM source.flow_entry), unpacked AS (
  SELECT object, json_extract_string(data, '$.id') AS id, coalesce(json_extract_string(data, '$.item_id'), json_extract_string(data, '$.deal_id')) AS deal_id, json_extract_string(data, '$.field_key') AS field_key,
    json_extract_string(data, '$.old_value') AS old_value, json_extract_string(data, '$.new_value') AS new_value, coalesce(json_extract_string(data, '$.log_time'), timestamp) AS log_time, json_extract_string(data, '$.user_id') AS author,
    json_extract_string(data, '$.is_bulk_update_flag') IN ('true', '1') AS is_bulk, _file, _line
  FROM entry
), told AS (
  SELECT 'dealchange' AS object, id, deal_id, field_key, old_value, new_value, log_time, author, coalesce(is_bulk, false) AS is_bulk, _file, _line FROM source.deal_flow
  UNION ALL
  SELECT object, as_id(id), as_id(deal_id), field_key, nullif(old_value, ''), nullif(new_value, ''), CASE WHEN regexp_full_match(log_time, '\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d') THEN replace(log_time, ' ', 'T') || 'Z' ELSE log_time END,
    as_id(author), coalesce(is_bulk, false), _file, _line
  FROM unpacked
)
SELECT *, CASE WHEN object IS DISTINCT FROM 'dealchange' THEN 'other_entry' WHEN key(field_key) NOT IN ('stage_id', 'status') OR field_key IS NULL THEN 'other_field'
    WHEN id IS NOT NULL AND row_number() OVER (PARTITION BY object, id, deal_id ORDER BY _file, _line) > 1 THEN 'same_change' END AS reason
FROM told
