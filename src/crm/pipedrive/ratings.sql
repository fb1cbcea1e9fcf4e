-- Only when the settings name a field of the person. It keeps no history: the day is that of the person's last change.
SELECT p.id AS contact_id, o.rep_id, coalesce(p.update_time, p.add_time) AS rated_at, coalesce(s.strength::VARCHAR, p.rating) AS strength, p._file, p._line,
  CASE WHEN s.strength IS NULL AND try_cast(p.rating AS DOUBLE) IS NULL THEN 'unrated' WHEN o.rep_id IS NULL THEN 'no_owner' END AS _skip
FROM mapped.person_row p JOIN mapped.contacts k ON k._file = p._file AND k._line = p._line AND k._skip IS NULL
LEFT JOIN settings.ratings s ON s.given = key(p.rating) LEFT JOIN mapped.owner o ON o.given = p.owner
WHERE p.rating IS NOT NULL
ORDER BY _file, _line
