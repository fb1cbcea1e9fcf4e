-- The leads inbox. A lead becomes a prospect with the first deal that names it.
WITH said AS (
  SELECT id, min({'m': moment, 'text': since}) FILTER (means = 'qualified' AND moment IS NOT NULL).text AS qualified_at,
    min({'m': moment, 'text': since}) FILTER (means = 'disqualified' AND moment IS NOT NULL).text AS disqualified_at,
    min({'m': moment, 'text': since}) FILTER (means = 'prospect' AND moment IS NOT NULL).text AS prospect_at
  FROM mapped.lead_word GROUP BY id
), deal AS (SELECT lead_id, min({'m': moment(add_time), 'text': add_time}).text AS made FROM mapped.deal_row WHERE NOT is_gone AND lead_id IS NOT NULL GROUP BY lead_id)
SELECT coalesce(l.id, concat_ws(' · ', l.title, l.add_time)) AS id, w.rep_id, coalesce(a.id, k.account_id) AS account_id, k.id AS contact_id, l.source, l.add_time AS created_at, s.qualified_at, s.disqualified_at, coalesce(s.prospect_at, d.made) AS prospect_at, l._file, l._line,
  CASE WHEN l.is_deleted THEN 'deleted' WHEN w.rep_id IS NULL THEN 'no_owner' END AS _skip, l.title AS _title
FROM source.lead l LEFT JOIN mapped.owner w ON w.given = l.owner LEFT JOIN mapped.organization_of o ON o.given = l.organization
LEFT JOIN (SELECT DISTINCT id FROM mapped.accounts WHERE _skip IS NULL) a ON a.id = o.id
LEFT JOIN mapped.person_of p ON p.given = l.person AND p.account_id IS NOT DISTINCT FROM o.id
LEFT JOIN (SELECT DISTINCT ON (id) id, account_id FROM mapped.contacts WHERE _skip IS NULL) k ON k.id = p.id
LEFT JOIN said s ON s.id = l.id LEFT JOIN deal d ON d.lead_id = l.id
UNION ALL
SELECT id, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, _file, _line, 'told_by_lead', NULL FROM source.lead_label
ORDER BY _file, _line
