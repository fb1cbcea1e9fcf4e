-- Every owner that a record names and every user: the rep for whom it counts, by way of the merges in the settings.
WITH person AS (
  SELECT id, coalesce(name, nullif(trim(concat_ws(' ', first_name, last_name)), ''), email, username, id) AS name, email, manager_id, _file, _line
  FROM source.user WHERE id IS NOT NULL
  QUALIFY row_number() OVER (PARTITION BY id ORDER BY coalesce(is_current, true) DESC, CASE WHEN NOT is_current THEN moment(valid_from) END DESC, _file, _line) = 1
), account AS (
  SELECT DISTINCT id FROM source.account WHERE (is_deleted OR is_removed OR NOT is_current) IS NOT TRUE AND master_record_id IS NULL
), named AS (
  SELECT owner_id AS id FROM source.account SEMI JOIN account USING (id)
  UNION SELECT owner_id FROM source.account_version SEMI JOIN account USING (id)
  UNION SELECT owner_id FROM source.lead WHERE (is_deleted OR is_removed OR NOT is_current) IS NOT TRUE
  UNION SELECT owner_id FROM source.opportunity WHERE (is_deleted OR is_removed OR NOT is_current) IS NOT TRUE
  UNION SELECT owner_id FROM source.task WHERE (is_deleted OR is_removed OR NOT is_current) IS NOT TRUE
  UNION SELECT owner_id FROM source.event WHERE (is_deleted OR is_removed OR NOT is_current) IS NOT TRUE
  UNION SELECT created_by_id FROM source.email_message WHERE (is_deleted OR is_removed OR NOT is_current) IS NOT TRUE
  UNION SELECT unnest([as_id(old_value), as_id(new_value)]) FROM source.account_history h SEMI JOIN account ON account.id = h.account_id
    WHERE key(field) IN ('owner', 'ownerid') AND left(new_value, 3) = '005' AND (is_deleted OR is_removed OR NOT is_current) IS NOT TRUE
  UNION SELECT coalesce(last_modified_by_id, created_by_id, owner_id) FROM source.relationship WHERE (is_deleted OR is_removed OR NOT is_current) IS NOT TRUE
), everyone AS (
  SELECT id, bool_or(is_named) AS is_named FROM (SELECT id, true AS is_named FROM named UNION ALL SELECT id, false FROM person)
  WHERE id IS NOT NULL GROUP BY id
), merge AS (
  SELECT e.id, min(s.means) AS means FROM everyone e LEFT JOIN person p ON p.id = e.id
  JOIN settings.owners s ON s.given = key(e.id) OR s.given = key(p.name) OR s.given = key(p.email)
  GROUP BY e.id
), target AS (
  SELECT m.id, min(p.id) AS rep_id FROM merge m
  JOIN person p ON key(m.means) = key(p.id) OR key(m.means) = key(p.name) OR key(m.means) = key(p.email)
  GROUP BY m.id
)
SELECT e.id AS given, coalesce(t.rep_id, m.means, e.id) AS rep_id, coalesce(p.name, e.id) AS name, e.is_named,
  p.id IS NOT NULL AS is_user, starts_with(e.id, '00G') AS is_queue, m.id IS NOT NULL AS is_merged, p.manager_id, p._file, p._line
FROM everyone e LEFT JOIN person p ON p.id = e.id LEFT JOIN merge m ON m.id = e.id LEFT JOIN target t ON t.id = e.id
ORDER BY given
