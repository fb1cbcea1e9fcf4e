SELECT id, coalesce(name, id) AS name, segment, industry, country, created_date AS created_at, _file, _line,
  CASE WHEN NOT is_current THEN 'past_version' WHEN master_record_id IS NOT NULL THEN 'merged' WHEN is_deleted OR is_removed THEN 'deleted' END AS _skip
FROM source.account
UNION ALL
SELECT id, name, NULL, industry, NULL, NULL, _file, _line, 'past_version' FROM source.account_version
UNION ALL
SELECT account_id, NULL, NULL, NULL, NULL, NULL, _file, _line, CASE WHEN NOT is_current THEN 'past_version' WHEN is_deleted OR is_removed THEN 'deleted' ELSE 'other_field' END
FROM source.account_history WHERE key(field) NOT IN ('owner', 'ownerid') OR field IS NULL
ORDER BY _file, _line
