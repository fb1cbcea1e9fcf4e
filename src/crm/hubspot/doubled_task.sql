-- Tasks whose call, mail or message was logged by itself: by the same rep, on the same channel, with one of the same persons or about the same deal, less than twelve hours away.
WITH task AS (
  SELECT d.id, d.rep_id, d.channel, moment(d.occurred_at) AS moment, l.other, l.other_id FROM mapped.deed d JOIN mapped.link l ON l.kind = 'engagement' AND l.id = d.id AND l.other IN ('contact', 'deal')
  WHERE d.kind = 'task' AND d._skip IS NULL
), deed AS (
  SELECT d.rep_id, d.channel, moment(d.occurred_at) AS moment, l.other, l.other_id FROM mapped.deed d JOIN mapped.link l ON l.kind = 'engagement' AND l.id = d.id AND l.other IN ('contact', 'deal')
  WHERE d.kind <> 'task' AND d._skip IS NULL AND (l.other, l.other_id) IN (SELECT (other, other_id) FROM task)
)
SELECT DISTINCT t.id FROM task t JOIN deed d ON d.other = t.other AND d.other_id = t.other_id AND d.rep_id = t.rep_id AND d.channel = t.channel
  AND d.moment < t.moment + INTERVAL 12 HOUR AND d.moment > t.moment - INTERVAL 12 HOUR
