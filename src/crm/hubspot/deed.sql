-- Calls, meetings, mails, messages and tasks in one form; `result` and `type` are the words of the export, `usual` what came of it when no word says so.
-- Who did it and when may stand in the table of engagements only.
WITH common AS (SELECT id, min(owner) AS owner, min(occurred_at) AS occurred_at, bool_and(is_deleted) AS is_deleted FROM source.engagement GROUP BY id), own_address AS (
  SELECT DISTINCT key(email) AS email FROM mapped.owner WHERE email IS NOT NULL
), deed AS (
  SELECT 'call' AS kind, id, owner, coalesce(occurred_at, created) AS occurred_at, NULL AS late_at, type, CASE WHEN key(direction) IN ('inbound', 'entrante') THEN 'inbound' ELSE 'outbound' END AS direction, disposition AS result,
    CASE key(status) WHEN 'busy' THEN 'busy' WHEN 'no_answer' THEN 'no_answer' WHEN 'no answer' THEN 'no_answer' WHEN 'missed' THEN 'no_answer' WHEN 'canceled' THEN 'cancelled' WHEN 'cancelled' THEN 'cancelled' END AS usual,
    -- Milliseconds, or hours, minutes and seconds.
    CASE WHEN duration IS NULL THEN NULL WHEN regexp_full_match(duration, '\d{1,15}(\.\d+)?') THEN round(duration::DOUBLE / 1000)::BIGINT::VARCHAR
      WHEN regexp_full_match(duration, '(\d{1,4}:)?\d{1,2}:\d\d') THEN (coalesce(try_cast(split_part(duration, ':', -3) AS INTEGER), 0) * 3600 + split_part(duration, ':', -2)::INTEGER * 60 + split_part(duration, ':', -1)::INTEGER)::VARCHAR
      ELSE '?' || duration END AS duration_s,
    title AS subject, pitch, _file, _line, is_deleted, NULL AS _skip FROM source.call
  UNION ALL
  SELECT 'meeting', id, owner, coalesce(start_time, occurred_at), created, type, 'outbound', outcome, NULL,
    CASE WHEN moment(end_time) >= moment(start_time) THEN date_diff('second', moment(start_time), moment(end_time))::VARCHAR END, title, pitch, _file, _line, is_deleted, NULL FROM source.meeting
  UNION ALL
  -- A mail that someone forwarded to HubSpot is one that they got, unless it is their own.
  SELECT 'email', id, owner, coalesce(occurred_at, created), NULL, NULL, CASE WHEN key(direction) IN ('incoming_email', 'incoming email', 'incoming', 'entrante', 'correo entrante', 'correo electrónico entrante') THEN 'inbound'
      WHEN key(direction) IN ('forwarded_email', 'forwarded email', 'correo reenviado', 'correo electrónico reenviado', 'reenviado') AND a.email IS NULL THEN 'inbound' ELSE 'outbound' END, NULL,
    CASE WHEN key(status) IN ('bounced', 'rebotado') THEN 'bounced' END, NULL, subject, pitch, _file, _line, is_deleted,
    CASE WHEN key(status) IN ('failed', 'scheduled', 'sending', 'draft', 'fallido', 'programado', 'enviando', 'borrador') THEN 'not_sent' END
  FROM source.email e LEFT JOIN own_address a ON a.email = key(e.from_email)
  UNION ALL
  SELECT 'communication', id, owner, coalesce(occurred_at, created), NULL, channel, CASE WHEN key(direction) IN ('inbound', 'incoming', 'entrante') THEN 'inbound' ELSE 'outbound' END, outcome, NULL,
    NULL, NULL, pitch, _file, _line, is_deleted, NULL FROM source.communication
  UNION ALL
  SELECT 'task', id, owner, coalesce(completed_at, occurred_at, created), NULL, type, 'outbound', NULL, NULL, NULL, title, pitch, _file, _line, is_deleted,
    CASE WHEN key(status) IS NULL OR key(status) NOT IN ('completed', 'completada', 'completado', 'finalizada', 'finalizado') THEN 'not_done' END FROM source.task
  UNION ALL
  SELECT 'note', id, owner, coalesce(occurred_at, created), NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, _file, _line, is_deleted, 'note' FROM source.note
), dated AS (
  SELECT d.* REPLACE (coalesce(d.owner, c.owner) AS owner, coalesce(d.occurred_at, c.occurred_at, d.late_at) AS occurred_at, coalesce(d.is_deleted, c.is_deleted, false) AS is_deleted)
  FROM deed d LEFT JOIN common c ON c.id = d.id
)
SELECT d.kind, d.id, d.owner, o.rep_id, d.occurred_at, d.type, d.direction,
  CASE WHEN d.kind = 'meeting' AND d.result IS NULL THEN 'none' ELSE d.result END AS result, d.usual, r.means,
  CASE WHEN a.channel IS NOT NULL THEN a.channel WHEN d.kind IN ('call', 'meeting', 'email') THEN d.kind ELSE 'other' END AS channel, a.purpose,
  d.duration_s, d.subject, d.pitch, d._file, d._line,
  CASE WHEN d.is_deleted THEN 'deleted' WHEN d._skip IS NOT NULL THEN d._skip
    WHEN d.kind = 'task' AND (d.type IS NULL OR a.channel = 'skip') THEN 'to_do' WHEN a.channel = 'skip' THEN 'skipped_type' WHEN d.owner IS NULL OR o.is_queue THEN 'no_owner' END AS _skip
FROM dated d LEFT JOIN mapped.owner o ON o.given = d.owner
LEFT JOIN settings.activity_types a ON a.given = key(d.type)
LEFT JOIN settings.outcomes r ON r.given = key(CASE WHEN d.kind = 'meeting' AND d.result IS NULL THEN 'none' ELSE d.result END)
