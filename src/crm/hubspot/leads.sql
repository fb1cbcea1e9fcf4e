-- Contacts that are or were leads. One becomes a prospect as its lifecycle says, else with its first deal.
SELECT c.id, o.rep_id, k.account_id, k.id AS contact_id, c.source, c.campaign, c.product, c.created AS created_at, l.qualified_at, l.disqualified_at,
  coalesce(l.prospect_at, d.created) AS prospect_at, c._file, c._line,
  CASE WHEN a.given IS NOT NULL THEN 'merged' WHEN c.is_deleted THEN 'deleted' WHEN c.owner IS NULL OR o.is_queue THEN 'no_owner' END AS _skip, NULL::TIMESTAMP AS _moment
FROM source.contact c JOIN mapped.lead_of l ON l.id = c.id LEFT JOIN mapped.owner o ON o.given = c.owner
LEFT JOIN mapped.alias a ON a.kind = 'contact' AND a.given = c.id
LEFT JOIN (SELECT id, account_id, _file, _line FROM mapped.contacts WHERE _skip IS NULL) k ON k._file = c._file AND k._line = c._line
LEFT JOIN (SELECT lead_id, min(created) AS created FROM mapped.lead_deal GROUP BY lead_id) d ON d.lead_id = c.id
UNION ALL
SELECT h.id, NULL, NULL, NULL, NULL, NULL, NULL, h.since, NULL, NULL, NULL, h._file, h._line,
  CASE WHEN h.property NOT IN ('lifecyclestage', 'hs_lead_status') OR h.property IS NULL THEN 'other_field' WHEN c.id IS NULL THEN 'record_gone' ELSE 'read_into_lead' END, moment(h.since)
FROM mapped.history h LEFT JOIN (SELECT DISTINCT id FROM source.contact WHERE is_deleted IS NOT TRUE) c ON c.id = h.id WHERE h.object = 'contact' AND h.rank > 1
ORDER BY _file, _line, _moment
