-- Further contacts of an activity, besides its first.
WITH activity AS (SELECT id, min(contact_id) AS contact_id, min({'f': _file, 'l': _line}) AS place FROM mapped.activities WHERE _skip IS NULL GROUP BY id),
known AS (SELECT DISTINCT id FROM mapped.contacts WHERE _skip IS NULL), row_of AS (
  SELECT e.from_id AS activity_id, coalesce(a.id, e.to_id) AS contact_id, e.is_deleted, e._file, e._line,
    row_number() OVER (PARTITION BY e.from_id, coalesce(a.id, e.to_id), e.is_deleted ORDER BY e._file, e._line) AS nth
  FROM source.engagement_contact e LEFT JOIN mapped.alias a ON a.kind = 'contact' AND a.given = e.to_id
)
SELECT l.id AS activity_id, l.other_id AS contact_id, a.place.f AS _file, a.place.l AS _line, CASE WHEN k.id IS NULL THEN 'contact_gone' END AS _skip
FROM mapped.link l JOIN activity a ON a.id = l.id LEFT JOIN known k ON k.id = l.other_id
WHERE l.kind = 'engagement' AND l.other = 'contact' AND l.other_id IS DISTINCT FROM a.contact_id
  AND NOT EXISTS (SELECT 1 FROM row_of r WHERE r.activity_id = l.id AND r.contact_id = l.other_id)
UNION ALL
SELECT r.activity_id, r.contact_id, r._file, r._line,
  CASE WHEN r.is_deleted THEN 'deleted' WHEN a.id IS NULL THEN 'activity_gone' WHEN k.id IS NULL THEN 'contact_gone' WHEN r.contact_id = a.contact_id OR r.nth > 1 THEN 'told_by_activity' END
FROM row_of r LEFT JOIN activity a ON a.id = r.activity_id LEFT JOIN known k ON k.id = r.contact_id
UNION ALL
SELECT e.from_id, NULL, e._file, e._line, CASE WHEN e.is_deleted THEN 'deleted' WHEN a.id IS NULL THEN 'activity_gone' ELSE 'told_by_activity' END
FROM (SELECT * FROM source.engagement_company UNION ALL SELECT * FROM source.engagement_deal) e LEFT JOIN activity a ON a.id = e.from_id
ORDER BY _file, _line, contact_id
