-- The address is an object in v2 of the API.
SELECT id, coalesce(name, id) AS name, segment, industry, coalesce(country, CASE WHEN left(address, 1) = '{' AND json_valid(address) THEN nullif(json_extract_string(address, '$.country'), '') END) AS country, add_time AS created_at, _file, _line, CASE WHEN is_gone THEN 'deleted' END AS _skip FROM mapped.organization_row
UNION ALL
SELECT DISTINCT id, id, NULL, NULL, NULL, NULL, NULL::INTEGER, NULL::BIGINT, NULL FROM mapped.organization_of WHERE id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM source.organization)
ORDER BY _file NULLS LAST, _line, id
