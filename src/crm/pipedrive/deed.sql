-- Activities and calls that no activity tells of, in one form. A call, a mail or a message took place when it was marked as done; a meeting when it was due, unless it was done before that.
WITH type AS (SELECT key(key_string) AS word, min(name) AS name FROM source.activity_type WHERE key_string IS NOT NULL GROUP BY ALL), call AS (
  SELECT activity_id, arg_min({'outcome': outcome, 'duration': duration, 'start': start_time, 'direction': direction, 'id': id}, {'m': moment(start_time), 'f': _file, 'l': _line}) AS log FROM source.call_log WHERE activity_id IS NOT NULL GROUP BY activity_id
), due AS (
  SELECT _file, _line, CASE WHEN due_date IS NULL OR starts_with(due_date, '?') THEN due_date
    WHEN due_time IS NULL OR trim(due_time) = '' THEN left(due_date, 10) || 'T00:00:00'
    WHEN clock IS NULL THEN '?' || due_date || ' ' || due_time
    ELSE left(due_date, 10) || 'T' || strftime(clock, '%H:%M:%S') || CASE WHEN right(coalesce(add_time, update_time, done_time), 1) = 'Z' THEN 'Z' ELSE '' END END AS text
  FROM (SELECT *, try_strptime(upper(trim(due_time)), ['%H:%M', '%H:%M:%S', '%I:%M %p', '%I:%M:%S %p']) AS clock FROM source.activity)
), typed AS (
  SELECT a.*, d.text AS due, c.log, coalesce(t.name, a.type) AS type_name, coalesce(by_key.channel, by_name.channel) AS channel, coalesce(by_key.purpose, by_name.purpose) AS purpose,
    key(a.done) IN ('1', 'true', 'done', 'yes', 'hecho', 'hecha', 'realizada', 'completada', 'sí', 'si') AS is_done
  FROM source.activity a LEFT JOIN due d ON d._file = a._file AND d._line = a._line LEFT JOIN call c ON c.activity_id = a.id
  LEFT JOIN type t ON t.word = key(a.type) LEFT JOIN settings.activity_types by_key ON by_key.given = key(a.type) LEFT JOIN settings.activity_types by_name ON by_name.given = key(t.name)
), dated AS (
  SELECT *, coalesce(channel, 'other') IN ('meeting', 'video', 'visit') AS is_meeting, is_deleted IS TRUE OR is_active IS FALSE AS is_gone FROM typed
), told AS (
  SELECT 'activity' AS kind, id, owner, CASE WHEN log.start IS NOT NULL THEN log.start WHEN is_meeting AND (done_time IS NULL OR moment(due) <= moment(done_time)) THEN coalesce(due, done_time, add_time) ELSE coalesce(done_time, due, add_time) END AS occurred_at,
    coalesce(channel, 'other') AS channel, coalesce(log.direction, direction) AS direction, coalesce(log.outcome, outcome) AS result, CASE WHEN is_meeting THEN 'held' END AS usual, purpose, pitch, coalesce(log.duration, duration) AS duration, log IS NULL AS is_clock,
    subject, deal, lead, person, organization, type_name, participants, attendees, _file, _line,
    CASE WHEN is_gone THEN 'deleted' WHEN channel = 'skip' THEN 'skipped_type' WHEN is_done THEN NULL WHEN is_meeting AND moment(due) >= (SELECT moment FROM mapped.export_moment) THEN NULL ELSE 'not_done' END AS _skip,
    is_done IS NOT TRUE AS is_planned, log.id AS call_id
  FROM dated
), alone AS (SELECT DISTINCT call_id FROM told WHERE _skip IS NULL AND call_id IS NOT NULL)
SELECT kind, coalesce(id, 'activity ' || left(md5(concat_ws('|', subject, type_name, owner, occurred_at, person, deal, row_number() OVER (PARTITION BY id, subject, type_name, owner, occurred_at, person, deal ORDER BY _file, _line))), 16)) AS id,
  owner, occurred_at, channel, direction, result, CASE WHEN is_planned THEN 'scheduled' ELSE usual END AS usual, is_planned, purpose, pitch,
  CASE WHEN duration IS NULL OR trim(duration) = '' THEN NULL WHEN is_clock AND regexp_full_match(duration, '\d{1,4}:\d\d(:\d\d)?') THEN (split_part(duration, ':', 1)::INTEGER * 3600 + split_part(duration, ':', 2)::INTEGER * 60 + coalesce(try_cast(split_part(duration, ':', 3) AS INTEGER), 0))::VARCHAR
    WHEN regexp_full_match(duration, '\d{1,4}:\d\d:\d\d') THEN (split_part(duration, ':', 1)::INTEGER * 3600 + split_part(duration, ':', 2)::INTEGER * 60 + split_part(duration, ':', 3)::INTEGER)::VARCHAR
    WHEN is_clock AND regexp_full_match(duration, '\d{1,6}') THEN (duration::BIGINT * 60)::VARCHAR WHEN regexp_full_match(duration, '\d{1,9}(\.\d+)?') THEN round(duration::DOUBLE)::BIGINT::VARCHAR ELSE '?' || duration END AS duration_s,
  subject, deal, lead, person, organization, type_name, participants, attendees, _file, _line, _skip
FROM told
UNION ALL
SELECT 'call_log', l.id, l.owner, l.start_time, 'call', l.direction, l.outcome, NULL, false, NULL, NULL,
  CASE WHEN l.duration IS NULL THEN CASE WHEN moment(l.end_time) >= moment(l.start_time) THEN date_diff('second', moment(l.start_time), moment(l.end_time))::VARCHAR END
    WHEN regexp_full_match(l.duration, '\d{1,4}:\d\d:\d\d') THEN (split_part(l.duration, ':', 1)::INTEGER * 3600 + split_part(l.duration, ':', 2)::INTEGER * 60 + split_part(l.duration, ':', 3)::INTEGER)::VARCHAR
    WHEN regexp_full_match(l.duration, '\d{1,9}(\.\d+)?') THEN round(l.duration::DOUBLE)::BIGINT::VARCHAR ELSE '?' || l.duration END,
  l.subject, l.deal, l.lead, l.person, l.organization, NULL, NULL, NULL, l._file, l._line, CASE WHEN a.call_id IS NOT NULL THEN 'told_by_activity' END
FROM source.call_log l LEFT JOIN alone a ON a.call_id = l.id
