-- The history of each deal: from its flow where the export has it, else its stage of today, and the moment at which it was won or lost. A deal stands in one of its
-- pipeline's stages; won and lost are states that it can leave again. A move of many deals at once tells of tidying up and not of a deal's progress: it is left out,
-- unless the deal has stayed there.
WITH deal AS (
  SELECT DISTINCT ON (d.id) d.id, r.state, r.add_time, r.stage_change_time, r.closed_time, o.stage_id, d._file, d._line
  FROM mapped.deals d JOIN mapped.deal_row r ON r._file = d._file AND r._line = d._line LEFT JOIN mapped.stage_of o ON o.word = r.stage AND o.pipeline IS NOT DISTINCT FROM r.pipeline
  WHERE d._skip IS NULL ORDER BY d.id, d._file, d._line
), change AS (
  SELECT f.deal_id, f.old_value, f.new_value, f.log_time, moment(f.log_time) AS moment, coalesce(try_cast(f.id AS BIGINT), f._line) AS tie, f.author, f._file, f._line, f.is_bulk, key(f.field_key) AS field,
    CASE WHEN f.reason IS NOT NULL THEN f.reason WHEN d.id IS NULL THEN 'deal_gone' END AS reason
  FROM mapped.flow f LEFT JOIN deal d ON d.id = f.deal_id
), last_move AS (SELECT deal_id, max({'m': moment, 't': tie}) AS place FROM change WHERE reason IS NULL AND field = 'stage_id' GROUP BY deal_id), judged AS (
  SELECT c.* REPLACE (CASE WHEN c.reason IS NULL AND c.field = 'stage_id' AND c.is_bulk AND {'m': c.moment, 't': c.tie} <> l.place THEN 'bulk_move' ELSE c.reason END AS reason)
  FROM change c LEFT JOIN last_move l ON l.deal_id = c.deal_id
), first_move AS (SELECT deal_id, arg_min(as_id(old_value), {'m': moment, 't': tie}) AS stage FROM change WHERE reason IS NULL AND field = 'stage_id' AND moment IS NOT NULL GROUP BY deal_id), event AS (
  -- Where it began: in the stage that its first move left; without moves, in the one where it still is, since it came there.
  SELECT d.id AS deal_id, coalesce(o.stage_id, f.stage) AS stage_id, NULL AS state, d.add_time AS since, -2 AS tie, NULL AS author, d._file, d._line FROM deal d JOIN first_move f ON f.deal_id = d.id LEFT JOIN mapped.stage_of o ON o.word = f.stage AND o.pipeline IS NULL WHERE f.stage IS NOT NULL
  UNION ALL
  SELECT id, stage_id, NULL, coalesce(stage_change_time, add_time), -1, NULL, _file, _line FROM deal WHERE id NOT IN (SELECT deal_id FROM first_move)
  UNION ALL
  SELECT c.deal_id, CASE WHEN c.field = 'stage_id' THEN coalesce(o.stage_id, c.new_value) END, CASE WHEN c.field = 'status' AND key(c.new_value) IN ('open', 'won', 'lost') THEN key(c.new_value) END, c.log_time, c.tie, c.author, c._file, c._line
  FROM judged c LEFT JOIN mapped.stage_of o ON c.field = 'stage_id' AND o.word = as_id(c.new_value) AND o.pipeline IS NULL WHERE c.reason IS NULL
  UNION ALL
  SELECT d.id, NULL, d.state, d.closed_time, 9_000_000_000_000_000, NULL, d._file, d._line FROM deal d LEFT JOIN mapped.last_state l ON l.deal_id = d.id
  WHERE d.state IN ('won', 'lost') AND l.state IS DISTINCT FROM d.state
), placed AS (
  SELECT *, moment(since) AS moment, last_value(stage_id IGNORE NULLS) OVER w AS stands_in, coalesce(last_value(state IGNORE NULLS) OVER w, 'open') AS stands
  FROM event WINDOW w AS (PARTITION BY deal_id ORDER BY moment(since) NULLS LAST, tie, _file, _line ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
), taken AS (
  SELECT *, CASE WHEN stands IN ('won', 'lost') THEN stands ELSE stands_in END AS now_in FROM placed
), compared AS (
  SELECT *, now_in IS NOT DISTINCT FROM lag(now_in) OVER (PARTITION BY deal_id ORDER BY moment NULLS LAST, tie, _file, _line) AS is_same FROM taken
)
-- Who makes a change is credited with it only when they sell: an administrator who tidies up wins no deal.
SELECT t.deal_id, t.now_in AS stage_id, t.since AS entered_at, s.rep_id, t._file, t._line, CASE WHEN t.is_same AND t.moment IS NOT NULL THEN 'same_stage' END AS _skip, t.moment AS _moment, t.tie AS _tie
FROM compared t LEFT JOIN mapped.owner o ON o.given = t.author LEFT JOIN (SELECT DISTINCT rep_id FROM mapped.deals WHERE _skip IS NULL) s ON s.rep_id = o.rep_id
UNION ALL
SELECT deal_id, new_value, log_time, NULL, _file, _line, reason, moment, tie FROM judged WHERE reason IS NOT NULL
ORDER BY deal_id, _moment NULLS LAST, _tie, _file, _line
