-- Invitees who are contacts; users, leads and rooms are none.
WITH relation AS (
  SELECT activity_id, relation_id, is_deleted, is_removed, is_current, _file, _line FROM source.task_relation
  UNION ALL SELECT activity_id, relation_id, is_deleted, is_removed, is_current, _file, _line FROM source.event_relation
)
SELECT r.activity_id, r.relation_id AS contact_id, r._file, r._line,
  CASE WHEN NOT r.is_current THEN 'past_version' WHEN r.is_deleted OR r.is_removed THEN 'deleted' WHEN a.id IS NULL THEN 'activity_gone' WHEN c.id IS NULL THEN 'no_contact' END AS _skip
FROM relation r LEFT JOIN (SELECT DISTINCT id FROM mapped.activities WHERE _skip IS NULL) a ON a.id = r.activity_id
LEFT JOIN (SELECT DISTINCT id FROM mapped.contacts WHERE _skip IS NULL) c ON c.id = r.relation_id
ORDER BY _file, _line
