WITH contact AS (SELECT DISTINCT ON (id) id, account_id FROM mapped.contacts WHERE _skip IS NULL), first AS (
  SELECT p.id, arg_min(c.id, p.nth) AS contact_id FROM mapped.present p JOIN contact c ON c.id = p.person_id GROUP BY p.id
), lead AS (SELECT DISTINCT id FROM mapped.leads WHERE _skip IS NULL), title AS (
  SELECT key(_title) AS word, min(id) AS id FROM mapped.leads WHERE _skip IS NULL AND _title IS NOT NULL GROUP BY ALL HAVING count(*) = 1
)
SELECT t.id, w.rep_id, t.occurred_at, t.channel, CASE WHEN key(t.direction) IN ('inbound', 'incoming', 'entrante') THEN 'inbound' ELSE 'outbound' END AS direction,
  CASE WHEN t.is_planned THEN 'scheduled' WHEN t.result IS NULL THEN t.usual ELSE nullif(s.means, 'unknown') END AS outcome, a.id AS account_id, coalesce(k.id, f.contact_id) AS contact_id,
  coalesce(l.id, h.id) AS lead_id, d.id AS deal_id, t.purpose, t.pitch, t.duration_s, t.subject, t._file, t._line, t.result AS _result, t.type_name AS _type, t.kind AS _kind,
  t.person IS NOT NULL AND k.id IS NULL AS _lost_person, t.organization IS NOT NULL AND a.id IS NULL AS _lost_organization, t.deal IS NOT NULL AND d.id IS NULL AS _lost_deal,
  coalesce(t._skip, CASE WHEN w.rep_id IS NULL THEN 'no_owner' END) AS _skip
FROM mapped.deed t LEFT JOIN mapped.owner w ON w.given = t.owner LEFT JOIN mapped.organization_of o ON o.given = t.organization
LEFT JOIN (SELECT DISTINCT id FROM mapped.accounts WHERE _skip IS NULL) a ON a.id = o.id
LEFT JOIN mapped.person_of p ON p.given = t.person AND p.account_id IS NOT DISTINCT FROM o.id LEFT JOIN contact k ON k.id = p.id LEFT JOIN first f ON f.id = t.id
LEFT JOIN mapped.deal_of d ON d.given = t.deal AND d.account_id IS NOT DISTINCT FROM o.id
LEFT JOIN lead l ON l.id = t.lead LEFT JOIN title h ON h.word = key(t.lead) LEFT JOIN settings.outcomes s ON s.given = key(t.result)
UNION ALL
SELECT id, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, name, _file, _line, NULL, NULL, 'activity_type', NULL, NULL, NULL, 'told_by_activity' FROM source.activity_type
