-- From relationship maps and, when the settings name one, a field of the contact. Neither keeps a history: the day is that of the last change.
WITH known AS (SELECT DISTINCT id FROM mapped.contacts WHERE _skip IS NULL)
SELECT r.contact_id, o.rep_id, coalesce(r.last_modified_date, r.created_date) AS rated_at, r.strength::VARCHAR AS strength, r.coverage AS note, r._file, r._line,
  CASE WHEN NOT r.is_current THEN 'past_version' WHEN r.is_deleted OR r.is_removed THEN 'deleted' WHEN k.id IS NULL THEN 'contact_gone' WHEN r.strength IS NULL THEN 'unrated' WHEN o.rep_id IS NULL THEN 'no_owner' END AS _skip
FROM mapped.relationship_of r LEFT JOIN known k ON k.id = r.contact_id
LEFT JOIN mapped.owner o ON o.given = coalesce(r.last_modified_by_id, r.created_by_id, r.owner_id) AND NOT o.is_queue
UNION ALL
SELECT c.id, o.rep_id, coalesce(c.last_modified_date, c.system_modstamp, c.created_date), coalesce(s.strength::VARCHAR, c.rating), NULL, c._file, c._line,
  CASE WHEN s.strength IS NULL AND try_cast(c.rating AS DOUBLE) IS NULL THEN 'unrated' WHEN o.rep_id IS NULL THEN 'no_owner' END
FROM source.contact c JOIN mapped.contacts k ON k._file = c._file AND k._line = c._line AND k._skip IS NULL
LEFT JOIN settings.ratings s ON s.given = key(c.rating) LEFT JOIN mapped.owner o ON o.given = c.owner_id AND NOT o.is_queue
WHERE c.rating IS NOT NULL
ORDER BY _file, _line
