WITH known AS (SELECT DISTINCT id FROM mapped.accounts WHERE _skip IS NULL), company AS (
  SELECT l.id, arg_min(k.id, {'n': l.nth, 'i': k.id}) AS account_id FROM mapped.link l LEFT JOIN known k ON k.id = l.other_id WHERE l.kind = 'contact' AND l.other = 'company' GROUP BY l.id
)
SELECT c.id, w.account_id, coalesce(nullif(trim(concat_ws(' ', c.first_name, c.last_name)), ''), c.email, c.id) AS name, c.email, coalesce(c.phone, c.mobile) AS phone, c.title,
  coalesce(i.influence::VARCHAR, try_cast(c.influence AS INTEGER)::VARCHAR) AS influence, c.created AS created_at, c._file, c._line,
  CASE WHEN a.given IS NOT NULL THEN 'merged' WHEN c.is_deleted THEN 'deleted' WHEN w.id IS NULL THEN 'no_account' WHEN w.account_id IS NULL THEN 'account_gone' END AS _skip
FROM source.contact c LEFT JOIN company w ON w.id = c.id LEFT JOIN settings.influences i ON i.given = key(c.influence)
LEFT JOIN mapped.alias a ON a.kind = 'contact' AND a.given = c.id
UNION ALL
SELECT from_id, to_id, NULL, NULL, NULL, NULL, NULL, NULL, _file, _line, CASE WHEN is_deleted THEN 'deleted' ELSE 'told_by_contact' END FROM source.contact_company
ORDER BY _file, _line
