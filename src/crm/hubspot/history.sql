-- Every value that a property of a record had, by the best telling of it (1: the record's own history, then tables of stages and of properties).
WITH listed AS (
  -- A column of this name in a CSV file may hold anything.
  SELECT 'deal' AS object, id, 'dealstage' AS property, CASE WHEN json_valid(history) THEN json_extract(history, '$.dealstage') END AS entries, _file, _line FROM source.deal WHERE history IS NOT NULL
  UNION ALL SELECT 'contact', id, 'lifecyclestage', CASE WHEN json_valid(history) THEN json_extract(history, '$.lifecyclestage') END, _file, _line FROM source.contact WHERE history IS NOT NULL
  UNION ALL SELECT 'contact', id, 'hs_lead_status', CASE WHEN json_valid(history) THEN json_extract(history, '$.hs_lead_status') END, _file, _line FROM source.contact WHERE history IS NOT NULL
  UNION ALL SELECT 'company', id, 'hubspot_owner_id', CASE WHEN json_valid(history) THEN json_extract(history, '$.hubspot_owner_id') END, _file, _line FROM source.company WHERE history IS NOT NULL
), entry AS (
  SELECT object, id, property, unnest(json_extract(entries, '$[*]')) AS entry, unnest(range(json_array_length(entries)::BIGINT)) AS nth, _file, _line
  FROM listed WHERE json_array_length(entries) > 0
), told AS (
  -- The API answers the newest value first; an author is the id of a user.
  SELECT 1 AS rank, object, id, property, nullif(trim(json_extract_string(entry, '$.value')), '') AS value, json_extract_string(entry, '$.timestamp') AS since,
    coalesce(json_extract_string(entry, '$.updatedByUserId'), regexp_extract(json_extract_string(entry, '$.sourceId'), '^(?:userId:)?(\d+)$', 1)) AS author, -nth AS tie, _file, _line
  FROM entry
  UNION ALL SELECT 2, 'deal', deal_id, 'dealstage', value, entered_at, regexp_extract(author, '^(?:userId:)?(\d+)$', 1), _line, _file, _line FROM source.deal_stage
  UNION ALL SELECT 3, 'deal', deal_id, key(name), value, timestamp, regexp_extract(author, '^(?:userId:)?(\d+)$', 1), _line, _file, _line FROM source.deal_history
  UNION ALL SELECT 3, 'contact', contact_id, key(name), value, timestamp, regexp_extract(author, '^(?:userId:)?(\d+)$', 1), _line, _file, _line FROM source.contact_history
  UNION ALL SELECT 3, 'company', company_id, key(name), value, timestamp, regexp_extract(author, '^(?:userId:)?(\d+)$', 1), _line, _file, _line FROM source.company_history
)
SELECT rank, object, id, property, value, CASE WHEN regexp_full_match(since, '\d{12,13}') THEN strftime(make_timestamp(since::BIGINT * 1000), '%Y-%m-%dT%H:%M:%S.%g') || 'Z' ELSE since END AS since,
  nullif(author, '') AS author, tie, _file, _line
FROM told
