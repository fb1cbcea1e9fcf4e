SELECT p.id AS activity_id, p.person_id AS contact_id, a._file, a._line, CASE WHEN k.id IS NULL THEN 'contact_gone' END AS _skip
FROM mapped.present p JOIN (SELECT DISTINCT ON (id) id, contact_id, _file, _line FROM mapped.activities WHERE _skip IS NULL ORDER BY id, _file, _line) a ON a.id = p.id
LEFT JOIN (SELECT DISTINCT id FROM mapped.contacts WHERE _skip IS NULL) k ON k.id = p.person_id
WHERE p.person_id IS DISTINCT FROM a.contact_id
ORDER BY _file, _line, contact_id
