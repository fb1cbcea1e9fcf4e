-- The history of stages, by the best that the export has for a deal: the history of the property, a table of stages, a table of properties, the dates at which
-- stages were entered, or only the stage of today. Equal stages one after the other are one.
WITH deal AS (
  SELECT d.id, s.pipeline, s.stage, s.created, s.close_date, s.entered_current, s.is_closed, d._file, d._line FROM mapped.deals d JOIN source.deal s ON s._file = d._file AND s._line = d._line WHERE d._skip IS NULL
), past AS (
  SELECT h.rank, h.id AS deal_id, h.value, h.since, h.author, h.tie, h._file, h._line, h.property IS DISTINCT FROM 'dealstage' AS is_other FROM mapped.history h WHERE h.object = 'deal'
), column_date AS (
  SELECT e.id AS deal_id, w.stage_id, arg_min(e.since, {'o': e.is_old, 'a': e.since}) AS since FROM mapped.entered e JOIN deal d ON d.id = e.id
  JOIN mapped.stage_word w ON w.is_column AND w.word = e.stage AND w.pipeline IS NOT DISTINCT FROM d.pipeline WHERE e.object = 'deal' GROUP BY ALL
), best AS (
  SELECT d.id AS deal_id, coalesce(h.rank, CASE WHEN c.deal_id IS NOT NULL THEN 4 ELSE 5 END) AS rank, c.last, c.stage_ids FROM deal d
  LEFT JOIN (SELECT deal_id, min(rank) AS rank FROM past WHERE NOT is_other AND value IS NOT NULL GROUP BY deal_id) h ON h.deal_id = d.id
  LEFT JOIN (SELECT deal_id, max({'m': moment(since), 'text': since}) AS last, list(stage_id) AS stage_ids FROM column_date GROUP BY deal_id) c ON c.deal_id = d.id
), today AS (
  -- Where there is no history: a closed deal since its close date, any other since it exists, if nothing says better. A close date of the day on which the deal
  -- was made may have an hour before it: then it was closed when it was made.
  SELECT d.id AS deal_id, w.stage_id, d.created, coalesce(d.entered_current, CASE WHEN coalesce(d.is_closed, g.kind <> 'open') AND (d.created IS NULL OR moment(d.close_date) >= moment(d.created) OR local_time(moment(d.close_date))::DATE < local_time(moment(d.created))::DATE) THEN d.close_date ELSE d.created END) AS since, d._file, d._line
  FROM deal d JOIN mapped.stage_word w ON NOT w.is_column AND w.word = d.stage AND w.pipeline IS NOT DISTINCT FROM d.pipeline LEFT JOIN mapped.stages g ON g.id = w.stage_id AND g._skip IS NULL
), told AS (
  SELECT p.rank, p.deal_id, CASE WHEN p.is_other THEN p.value ELSE coalesce(w.stage_id, p.value) END AS stage_id, p.since, p.author, p.tie, p._file, p._line, p.is_other
  FROM past p LEFT JOIN (SELECT id, any_value(pipeline ORDER BY _file, _line) AS pipeline FROM source.deal GROUP BY id) d ON d.id = p.deal_id
  LEFT JOIN mapped.stage_word w ON NOT w.is_column AND w.word = p.value AND w.pipeline IS NOT DISTINCT FROM d.pipeline
  UNION ALL
  SELECT 4, c.deal_id, c.stage_id, c.since, NULL, g.position, d._file, d._line, false FROM column_date c JOIN deal d ON d.id = c.deal_id LEFT JOIN mapped.stages g ON g.id = c.stage_id AND g._skip IS NULL
  UNION ALL
  SELECT 4, t.deal_id, t.stage_id, CASE WHEN moment(t.since) >= b.last.m THEN t.since ELSE b.last.text END, NULL, 1_000_000, t._file, t._line, false
  FROM today t JOIN best b ON b.deal_id = t.deal_id AND b.rank = 4 WHERE NOT list_contains(b.stage_ids, t.stage_id)
  UNION ALL
  SELECT 5, deal_id, stage_id, since, NULL, 0, _file, _line, false FROM today
), placed AS (
  SELECT t.*, moment(t.since) AS moment,
    CASE WHEN t.is_other THEN 'other_field' WHEN m.given IS NOT NULL THEN 'merged' WHEN b.deal_id IS NULL THEN 'deal_gone' WHEN b.rank < t.rank THEN 'told_elsewhere' END AS reason
  FROM told t LEFT JOIN best b ON b.deal_id = t.deal_id LEFT JOIN mapped.alias m ON m.kind = 'deal' AND m.given = t.deal_id
  WHERE t.rank <= 3 OR b.rank = t.rank
), taken AS (
  SELECT *, stage_id IS NOT DISTINCT FROM lag(stage_id) OVER (PARTITION BY deal_id ORDER BY moment, tie, _file, _line)
    AND row_number() OVER (PARTITION BY deal_id ORDER BY moment, tie, _file, _line) > 1 AS is_same
  FROM placed WHERE reason IS NULL
)
-- Who writes a change is credited with it only when they sell: an administrator who tidies up wins no deal.
SELECT t.deal_id, t.stage_id, t.since AS entered_at, s.rep_id, t._file, t._line, CASE WHEN t.is_same THEN 'same_stage' END AS _skip, t.moment AS _moment, t.tie AS _tie
FROM taken t LEFT JOIN (SELECT user_id, min(rep_id) AS rep_id FROM mapped.owner WHERE user_id IS NOT NULL GROUP BY user_id) o ON o.user_id = t.author
LEFT JOIN (SELECT DISTINCT rep_id FROM mapped.deals WHERE _skip IS NULL) s ON s.rep_id = o.rep_id
UNION ALL
SELECT deal_id, stage_id, since, NULL, _file, _line, reason, moment, tie FROM placed WHERE reason IS NOT NULL
ORDER BY deal_id, _moment, _tie, _file, _line
