-- What was done, with the first of the linked contacts, companies and deals that are in the log.
WITH kept AS (
  SELECT DISTINCT 'deal' AS other, id FROM mapped.deals WHERE _skip IS NULL
  UNION ALL SELECT DISTINCT 'company', id FROM mapped.accounts WHERE _skip IS NULL
  UNION ALL SELECT DISTINCT 'contact', id FROM mapped.contacts WHERE _skip IS NULL
), kept_lead AS (SELECT 'contact' AS other, id, min(moment(prospect_at)) AS until FROM mapped.leads WHERE _skip IS NULL GROUP BY id),
linked AS (
  SELECT l.id, arg_min(k.id, {'n': l.nth, 'i': k.id}) FILTER (l.other = 'deal') AS deal_id, arg_min(k.id, {'n': l.nth, 'i': k.id}) FILTER (l.other = 'company') AS account_id,
    arg_min(k.id, {'n': l.nth, 'i': k.id}) FILTER (l.other = 'contact') AS contact_id, arg_min(v.id, {'n': l.nth, 'i': v.id}) AS lead_id
  FROM mapped.link l LEFT JOIN kept k ON k.other = l.other AND k.id = l.other_id LEFT JOIN kept_lead v ON v.other = l.other AND v.id = l.other_id
  WHERE l.kind = 'engagement' GROUP BY l.id
)
SELECT t.id, t.rep_id, t.occurred_at, t.channel, t.direction,
  CASE WHEN t.kind = 'meeting' AND moment(t.occurred_at) >= (SELECT moment FROM mapped.export_moment) AND coalesce(t.means NOT IN ('cancelled', 'no_show'), true) THEN 'scheduled'
    WHEN t.result IS NOT NULL THEN nullif(t.means, 'unknown') ELSE t.usual END AS outcome,
  l.account_id, l.contact_id, -- What was done with a person who was still a lead.
  CASE WHEN l.contact_id IS NULL THEN l.lead_id WHEN own.until IS NULL OR own.until > moment(t.occurred_at) THEN own.id END AS lead_id, l.deal_id, t.purpose, t.pitch, t.duration_s, t.subject, t._file, t._line,
  t.result AS _result, CASE WHEN t.kind IN ('call', 'meeting', 'communication', 'task') THEN t.type END AS _type, t.kind AS _kind, coalesce(t._skip, CASE WHEN t.kind = 'task' AND x.id IS NOT NULL THEN 'doubled' END) AS _skip
FROM mapped.deed t LEFT JOIN linked l ON l.id = t.id
LEFT JOIN kept_lead own ON own.id = l.contact_id LEFT JOIN mapped.doubled_task x ON x.id = t.id
UNION ALL
SELECT e.id, NULL, e.occurred_at, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, e._file, e._line, NULL, NULL, 'engagement',
  CASE WHEN e.is_deleted THEN 'deleted' WHEN d.id IS NOT NULL THEN 'told_by_activity' ELSE 'no_details' END
FROM source.engagement e LEFT JOIN (SELECT DISTINCT id FROM mapped.deed) d ON d.id = e.id
