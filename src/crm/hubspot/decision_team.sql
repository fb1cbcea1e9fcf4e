-- Contacts of a deal who have a part in buying; of several parts, the one that decides most.
WITH part AS (
  SELECT id, arg_min(means, {'p': list_position(['decision_maker', 'economic_buyer', 'champion', 'influencer', 'technical_buyer', 'user', 'gatekeeper', 'other'], means), 'n': nth}) AS role FROM mapped.buying_role GROUP BY id
), known AS (SELECT DISTINCT id FROM mapped.contacts WHERE _skip IS NULL), deal AS (SELECT id, min({'f': _file, 'l': _line}) AS place FROM mapped.deals WHERE _skip IS NULL GROUP BY id), row_of AS (
  SELECT from_id, to_id, coalesce(m.id, from_id) AS deal_id, coalesce(a.id, to_id) AS contact_id, is_deleted, _file, _line FROM source.deal_contact
  LEFT JOIN mapped.alias m ON m.kind = 'deal' AND m.given = from_id LEFT JOIN mapped.alias a ON a.kind = 'contact' AND a.given = to_id
), told AS (
  SELECT deal_id, contact_id, is_deleted, _file, _line, row_number() OVER (PARTITION BY deal_id, contact_id, is_deleted ORDER BY _file, _line) AS nth FROM row_of
  UNION ALL
  SELECT l.id, l.other_id, false, d.place.f, d.place.l, 1 FROM mapped.link l JOIN deal d ON d.id = l.id WHERE l.kind = 'deal' AND l.other = 'contact'
    AND NOT EXISTS (SELECT 1 FROM row_of r WHERE r.deal_id = l.id AND r.contact_id = l.other_id)
)
SELECT t.deal_id, t.contact_id, p.role, t._file, t._line,
  CASE WHEN t.is_deleted THEN 'deleted' WHEN d.id IS NULL THEN 'deal_gone' WHEN k.id IS NULL THEN 'contact_gone' WHEN p.id IS NULL THEN 'no_buying_role' WHEN t.nth > 1 THEN 'told_by_deal' END AS _skip
FROM told t LEFT JOIN deal d ON d.id = t.deal_id LEFT JOIN known k ON k.id = t.contact_id LEFT JOIN part p ON p.id = t.contact_id
ORDER BY _file, _line, contact_id
