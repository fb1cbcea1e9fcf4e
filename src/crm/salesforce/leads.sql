-- A lead becomes a prospect when it is converted to an opportunity: at the moment that was created (even if it is deleted by now), for the
-- lead only keeps the day. Without one it does when its status says so.
WITH converted AS (
  SELECT _file, _line, CASE WHEN moment(midnight(converted_date)) < moment(created_date) THEN created_date ELSE midnight(converted_date) END AS at_day
  FROM source.lead WHERE converted_date IS NOT NULL
), since AS (PIVOT mapped.lead_change ON means IN ('qualified', 'disqualified', 'prospect') USING any_value(since) GROUP BY lead_id)
SELECT l.id, o.rep_id, a.id AS account_id, c.id AS contact_id, l.lead_source AS source, l.campaign, l.product, l.created_date AS created_at,
  since.qualified AS qualified_at, since.disqualified AS disqualified_at,
  CASE WHEN l.converted_opportunity_id IS NOT NULL THEN coalesce(d.created_date, v.at_day)
    ELSE coalesce(since.prospect, CASE WHEN s.means = 'prospect' THEN v.at_day END) END AS prospect_at, l._file, l._line,
  CASE WHEN NOT l.is_current THEN 'past_version' WHEN l.master_record_id IS NOT NULL THEN 'merged' WHEN l.is_deleted OR l.is_removed THEN 'deleted' WHEN o.is_queue THEN 'queue_owner' WHEN l.owner_id IS NULL THEN 'no_owner' END AS _skip
FROM source.lead l LEFT JOIN mapped.owner o ON o.given = l.owner_id
LEFT JOIN (SELECT DISTINCT id FROM mapped.accounts WHERE _skip IS NULL) a ON a.id = l.converted_account_id
LEFT JOIN (SELECT DISTINCT id FROM mapped.contacts WHERE _skip IS NULL) c ON c.id = l.converted_contact_id
LEFT JOIN (SELECT id, min(created_date) AS created_date FROM source.opportunity GROUP BY id) d ON d.id = l.converted_opportunity_id
LEFT JOIN since ON since.lead_id = l.id
LEFT JOIN converted v ON v._file = l._file AND v._line = l._line
LEFT JOIN settings.lead_statuses s ON s.given = key(l.status)
UNION ALL
SELECT h.lead_id, NULL, NULL, NULL, NULL, NULL, NULL, h.created_date, NULL, NULL, NULL, h._file, h._line,
  CASE WHEN NOT h.is_current THEN 'past_version' WHEN h.is_deleted OR h.is_removed THEN 'deleted' WHEN key(h.field) = 'status' THEN 'read_into_lead' ELSE 'other_field' END
FROM source.lead_history h
ORDER BY _file, _line
