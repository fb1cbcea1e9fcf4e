-- Only when the settings name a property of the contact. It keeps no history: the day is that of the contact's last change.
SELECT c.id AS contact_id, o.rep_id, coalesce(c.updated, c.created) AS rated_at, coalesce(s.strength::VARCHAR, c.rating) AS strength, c._file, c._line,
  CASE WHEN s.strength IS NULL AND try_cast(c.rating AS DOUBLE) IS NULL THEN 'unrated' WHEN o.rep_id IS NULL THEN 'no_owner' END AS _skip
FROM source.contact c JOIN mapped.contacts k ON k._file = c._file AND k._line = c._line AND k._skip IS NULL
LEFT JOIN settings.ratings s ON s.given = key(c.rating) LEFT JOIN mapped.owner o ON o.given = c.owner AND NOT o.is_queue
WHERE c.rating IS NOT NULL
ORDER BY _file, _line
