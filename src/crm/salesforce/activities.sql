-- Tasks that are done, events, and mails that no task tells of. A task without a type that is no call and no mail is a to-do: nobody was touched by it.
WITH mail AS (
  SELECT activity_id, bool_or(incoming) AS incoming, bool_or(is_bounced) AS is_bounced FROM source.email_message
  WHERE activity_id IS NOT NULL AND (is_deleted OR is_removed OR NOT is_current) IS NOT TRUE GROUP BY activity_id
), deed AS (
  SELECT t.id, t.owner_id, coalesce(t.completed_date_time, midnight(t.activity_date), t.created_date) AS occurred_at, t.type,
    CASE WHEN t.call_type IS NOT NULL OR key(t.subtype) = 'call' THEN 'call' WHEN key(t.subtype) IN ('email', 'listemail') THEN 'email'
      WHEN key(t.subtype) = 'linkedin' THEN 'social' END AS by_subtype,
    CASE WHEN key(t.call_type) = 'inbound' OR m.incoming THEN 'inbound' ELSE 'outbound' END AS direction,
    coalesce(t.outcome, t.call_disposition, t.status) AS result, NULL AS usual,
    CASE WHEN m.is_bounced THEN 'bounced' END AS certain, t.account_id, t.who_id, t.what_id, t.pitch, t.call_duration AS duration_s, t.subject, t._file, t._line,
    CASE WHEN NOT t.is_current THEN 'past_version' WHEN t.is_deleted OR t.is_removed THEN 'deleted' WHEN NOT coalesce(t.is_closed, list_contains(['completed', 'closed', 'completada', 'completado', 'finalizada'], key(t.status))) THEN 'not_done' END AS _skip
  FROM source.task t LEFT JOIN mail m ON m.activity_id = t.id
  UNION ALL
  SELECT e.id, e.owner_id, coalesce(e.start_date_time, midnight(e.activity_date)), e.type, 'meeting', 'outbound', e.outcome,
    CASE WHEN moment(coalesce(e.start_date_time, midnight(e.activity_date))) > (SELECT moment FROM mapped.export_moment) THEN 'scheduled' ELSE 'held' END,
    NULL, e.account_id, e.who_id, e.what_id, e.pitch,
    -- An event of the whole day does not say how long it took.
    CASE WHEN e.is_all_day IS NOT TRUE THEN coalesce(date_diff('second', moment(e.start_date_time), moment(e.end_date_time)), try_cast(e.duration_minutes AS BIGINT) * 60) END::VARCHAR, e.subject, e._file, e._line,
    CASE WHEN NOT e.is_current THEN 'past_version' WHEN e.is_deleted OR e.is_removed THEN 'deleted' WHEN e.is_child THEN 'group_child' END
  FROM source.event e
  UNION ALL
  SELECT m.id, m.created_by_id, m.message_date, NULL, 'email', CASE WHEN m.incoming THEN 'inbound' ELSE 'outbound' END, NULL, NULL, CASE WHEN m.is_bounced THEN 'bounced' END,
    NULL, NULL, m.related_to_id, NULL, NULL, m.subject, m._file, m._line,
    CASE WHEN NOT m.is_current THEN 'past_version' WHEN m.is_deleted OR m.is_removed THEN 'deleted' WHEN t.id IS NOT NULL THEN 'told_by_task' END
  FROM source.email_message m LEFT JOIN (SELECT DISTINCT id FROM source.task WHERE (is_deleted OR is_removed OR NOT is_current) IS NOT TRUE) t ON t.id = m.activity_id
), lead_of AS (
  -- What was done with a person who was still a lead: Salesforce moves it to the contact when the lead is converted.
  SELECT contact_id, list({'until': moment(prospect_at), 'id': id} ORDER BY moment(prospect_at), id) AS leads
  FROM mapped.leads WHERE _skip IS NULL AND contact_id IS NOT NULL AND prospect_at IS NOT NULL GROUP BY contact_id
), typed AS (
  SELECT d.*, coalesce(a.channel, d.by_subtype, CASE WHEN d.type IS NOT NULL THEN 'other' END) AS channel, a.purpose, r.means AS outcome
  FROM deed d LEFT JOIN settings.activity_types a ON a.given = key(d.type) LEFT JOIN settings.outcomes r ON r.given = key(d.result)
)
-- `_result` and `_type` are the words of the export, `_lost_who` and `_lost_what` the beginnings of ids of records that it lacks.
SELECT t.id, o.rep_id, t.occurred_at, t.channel, t.direction, coalesce(t.certain, CASE WHEN t.result IS NULL THEN t.usual ELSE nullif(t.outcome, 'unknown') END) AS outcome,
  coalesce(own.id, what_account.id) AS account_id, c.id AS contact_id,
  coalesce(l.id, CASE WHEN v.leads IS NOT NULL THEN list_filter(v.leads, lambda x: x.until > moment(t.occurred_at))[1].id END) AS lead_id, d.id AS deal_id, t.purpose, t.pitch, t.duration_s, t.subject, t._file, t._line, t.result AS _result, t.type AS _type,
  CASE WHEN c.id IS NULL AND l.id IS NULL THEN left(t.who_id, 3) END AS _lost_who,
  CASE WHEN d.id IS NULL AND coalesce(own.id, what_account.id) IS DISTINCT FROM t.what_id THEN left(t.what_id, 3) END AS _lost_what,
  coalesce(t._skip, CASE WHEN t.channel = 'skip' THEN 'skipped_type' WHEN t.channel IS NULL THEN 'to_do' WHEN t.owner_id IS NULL OR o.is_queue THEN 'no_owner' END) AS _skip
FROM typed t LEFT JOIN mapped.owner o ON o.given = t.owner_id
LEFT JOIN (SELECT DISTINCT id FROM mapped.accounts WHERE _skip IS NULL) own ON own.id = t.account_id
LEFT JOIN (SELECT DISTINCT id FROM mapped.accounts WHERE _skip IS NULL) what_account ON what_account.id = t.what_id
LEFT JOIN (SELECT DISTINCT id FROM mapped.contacts WHERE _skip IS NULL) c ON c.id = t.who_id
LEFT JOIN (SELECT DISTINCT id FROM mapped.leads WHERE _skip IS NULL) l ON l.id = t.who_id
LEFT JOIN lead_of v ON v.contact_id = c.id
LEFT JOIN (SELECT DISTINCT id FROM mapped.deals WHERE _skip IS NULL) d ON d.id = t.what_id
