-- The contact person of a deal and its participants, as far as the settings name a field of the person that says their part.
WITH member AS (
  SELECT d.id AS deal_id, p.id AS contact_id, NULL AS joined_at, d._file, d._line, 1 AS rank, NULL AS reason FROM mapped.deals d JOIN mapped.deal_row r ON r._file = d._file AND r._line = d._line
  JOIN mapped.person_of p ON p.given = r.person AND p.account_id IS NOT DISTINCT FROM d._organization WHERE d._skip IS NULL AND p.id IS NOT NULL
  UNION ALL
  SELECT m.deal_id, coalesce(p.id, m.person_id), m.add_time, m._file, m._line, 2, CASE WHEN m.is_active IS FALSE THEN 'deleted' END FROM source.deal_person m
  LEFT JOIN mapped.person_of p ON p.given = m.person_id AND p.account_id IS NULL
), said AS (
  SELECT m.*, r.role AS word, s.means, row_number() OVER (PARTITION BY m.deal_id, m.contact_id, m.reason ORDER BY m.rank, m._file, m._line) AS nth
  FROM member m LEFT JOIN (SELECT DISTINCT ON (id) id, role FROM mapped.person_row WHERE NOT is_gone ORDER BY id, _file, _line) r ON r.id = m.contact_id LEFT JOIN settings.roles s ON s.given = key(r.role)
)
SELECT s.deal_id, s.contact_id, s.means AS role, s.joined_at, s._file, s._line,
  CASE WHEN s.reason IS NOT NULL THEN s.reason WHEN d.id IS NULL THEN 'deal_gone' WHEN k.id IS NULL THEN 'contact_gone' WHEN s.word IS NULL THEN 'no_role' WHEN s.nth > 1 THEN 'told_by_deal' END AS _skip, s.word AS _word
FROM said s LEFT JOIN (SELECT DISTINCT id FROM mapped.deals WHERE _skip IS NULL) d ON d.id = s.deal_id LEFT JOIN (SELECT DISTINCT id FROM mapped.contacts WHERE _skip IS NULL) k ON k.id = s.contact_id
ORDER BY _file, _line, contact_id
