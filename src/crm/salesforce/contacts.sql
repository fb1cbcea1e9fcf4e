WITH mapped_influence AS (SELECT contact_id, max(influence) AS influence FROM mapped.relationship_of WHERE (is_deleted OR is_removed OR NOT is_current) IS NOT TRUE GROUP BY contact_id)
SELECT c.id, c.account_id, coalesce(c.name, nullif(trim(concat_ws(' ', c.first_name, c.last_name)), ''), c.email, c.id) AS name, c.email, c.phone, c.title,
  coalesce(i.influence, try_cast(c.influence AS INTEGER), m.influence)::VARCHAR AS influence, c.created_date AS created_at, c._file, c._line,
  CASE WHEN NOT c.is_current THEN 'past_version' WHEN c.master_record_id IS NOT NULL THEN 'merged' WHEN c.is_deleted OR c.is_removed THEN 'deleted' WHEN c.account_id IS NULL THEN 'no_account'
    WHEN a.id IS NULL THEN 'account_gone' END AS _skip
FROM source.contact c LEFT JOIN (SELECT DISTINCT id FROM mapped.accounts WHERE _skip IS NULL) a ON a.id = c.account_id
LEFT JOIN settings.influences i ON i.given = key(c.influence)
LEFT JOIN mapped_influence m ON m.contact_id = c.id
UNION ALL
SELECT id, account_id, NULL, NULL, NULL, NULL, NULL, NULL, _file, _line, 'past_version' FROM source.contact_version
ORDER BY _file, _line
