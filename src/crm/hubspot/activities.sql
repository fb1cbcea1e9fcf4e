-- What was done, with the first of the linked contacts, companies and deals that are in the log.
WITH kept_deal AS (SELECT DISTINCT id FROM mapped.deals WHERE _skip IS NULL), kept_account AS (SELECT DISTINCT id FROM mapped.accounts WHERE _skip IS NULL),
kept_contact AS (SELECT DISTINCT id FROM mapped.contacts WHERE _skip IS NULL), kept_lead AS (SELECT id, min(moment(prospect_at)) AS until FROM mapped.leads WHERE _skip IS NULL GROUP BY id),
linked AS (
  SELECT l.id, arg_min(d.id, {'n': l.nth, 'i': d.id}) AS deal_id, arg_min(a.id, {'n': l.nth, 'i': a.id}) AS account_id, arg_min(c.id, {'n': l.nth, 'i': c.id}) AS contact_id,
    arg_min(v.id, {'n': l.nth, 'i': v.id}) AS lead_id
  FROM mapped.link l LEFT JOIN kept_deal d ON l.other = 'deal' AND d.id = l.other_id LEFT JOIN kept_account a ON l.other = 'company' AND a.id = l.other_id
  LEFT JOIN kept_contact c ON l.other = 'contact' AND c.id = l.other_id LEFT JOIN kept_lead v ON l.other = 'contact' AND v.id = l.other_id
  WHERE l.kind = 'engagement' GROUP BY l.id
)
SELECT t.id, t.rep_id, t.occurred_at, t.channel, t.direction,
  CASE WHEN t.kind = 'meeting' AND moment(t.occurred_at) >= (SELECT moment FROM mapped.export_moment) AND coalesce(t.means NOT IN ('cancelled', 'no_show'), true) THEN 'scheduled'
    WHEN t.result IS NOT NULL THEN nullif(t.means, 'unknown') ELSE t.usual END AS outcome,
  l.account_id, l.contact_id, CASE WHEN l.contact_id IS NULL THEN l.lead_id ELSE own.id END AS lead_id, l.deal_id, t.purpose, t.pitch, t.duration_s, t.subject, t._file, t._line,
  t.result AS _result, CASE WHEN t.kind IN ('call', 'meeting', 'communication', 'task') THEN t.type END AS _type, t.kind AS _kind, coalesce(t._skip, CASE WHEN x.id IS NOT NULL THEN 'doubled' END) AS _skip
FROM mapped.deed t LEFT JOIN linked l ON l.id = t.id
-- What was done with a person who was still a lead.
LEFT JOIN kept_lead own ON own.id = l.contact_id AND (own.until IS NULL OR own.until > moment(t.occurred_at))
LEFT JOIN mapped.doubled_task x ON t.kind = 'task' AND x.id = t.id
UNION ALL
SELECT e.id, NULL, e.occurred_at, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, e._file, e._line, NULL, NULL, 'engagement',
  CASE WHEN e.is_deleted THEN 'deleted' WHEN d.id IS NOT NULL THEN 'told_by_activity' ELSE 'no_details' END
FROM source.engagement e LEFT JOIN (SELECT DISTINCT id FROM mapped.deed) d ON d.id = e.id
