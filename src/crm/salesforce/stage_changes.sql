-- The history of stages, by the best that the export has for a deal: OpportunityHistory, the field history, versions of the record, or only the stage of today.
-- A row is also written when amount, probability or close date change: equal stages one after the other are one.
WITH deal AS (SELECT DISTINCT id FROM mapped.deals WHERE _skip IS NULL), history AS (
  SELECT opportunity_id AS deal_id, stage_name, created_date AS entered_at, created_by_id AS author, id AS tie, _file, _line,
    CASE WHEN NOT is_current THEN 'past_version' WHEN is_deleted OR is_removed THEN 'deleted' END AS gone
  FROM source.opportunity_history
), field AS (
  SELECT opportunity_id AS deal_id, old_value, new_value AS stage_name, created_date AS entered_at, created_by_id AS author, id AS tie, _file, _line,
    CASE WHEN NOT is_current THEN 'past_version' WHEN is_deleted OR is_removed THEN 'deleted' END AS gone,
    coalesce(key(field) <> 'stagename', true) AS is_other
  FROM source.opportunity_field_history
), version AS (
  SELECT id AS deal_id, stage_name, valid_from AS entered_at, NULL AS author, valid_from AS tie, _file, _line, CASE WHEN is_deleted OR is_removed THEN 'deleted' END AS gone FROM (
    SELECT id, stage_name, valid_from, is_deleted, is_removed, _file, _line FROM source.opportunity_version
    UNION ALL SELECT id, stage_name, valid_from, is_deleted, is_removed, _file, _line FROM source.opportunity WHERE valid_from IS NOT NULL
  )
), best AS (
  SELECT d.id AS deal_id, CASE WHEN h.deal_id IS NOT NULL THEN 1 WHEN f.deal_id IS NOT NULL THEN 2 WHEN v.deal_id IS NOT NULL THEN 3 ELSE 4 END AS rank FROM deal d
  LEFT JOIN (SELECT DISTINCT deal_id FROM history WHERE gone IS NULL) h ON h.deal_id = d.id
  LEFT JOIN (SELECT DISTINCT deal_id FROM field WHERE gone IS NULL AND NOT is_other) f ON f.deal_id = d.id
  LEFT JOIN (SELECT DISTINCT deal_id FROM version WHERE gone IS NULL) v ON v.deal_id = d.id
), opening AS (
  -- The stage before the first change that the field history tells, since the deal exists.
  SELECT f.deal_id, arg_min(f.old_value, {'m': moment(f.entered_at), 't': f.tie}) AS stage_name FROM field f JOIN best b ON b.deal_id = f.deal_id AND b.rank = 2
  WHERE f.gone IS NULL AND NOT f.is_other GROUP BY f.deal_id
), told AS (
  SELECT 1 AS rank, deal_id, stage_name, entered_at, author, tie, _file, _line, gone, false AS is_other FROM history
  UNION ALL SELECT 2, deal_id, stage_name, entered_at, author, tie, _file, _line, gone, is_other FROM field
  UNION ALL SELECT 3, deal_id, stage_name, entered_at, author, tie, _file, _line, gone, false FROM version
  UNION ALL SELECT 2, o.deal_id, o.stage_name, s.created_date, NULL, '', NULL, NULL, NULL, false FROM opening o
    JOIN (SELECT id, min(created_date) AS created_date FROM source.opportunity GROUP BY id) s ON s.id = o.deal_id WHERE o.stage_name IS NOT NULL
  UNION ALL SELECT 4, s.id, s.stage_name, coalesce(s.last_stage_change_date, CASE WHEN s.is_closed OR g.kind <> 'open' THEN
      -- A close date has no hour: on the day on which the deal was made it was closed when it was made.
      CASE WHEN s.created_date IS NULL OR moment(s.close_date) >= moment(s.created_date) OR local_time(moment(s.close_date))::DATE < local_time(moment(s.created_date))::DATE THEN midnight(s.close_date) ELSE s.created_date END ELSE s.created_date END),
    NULL, '', s._file, s._line, NULL, false
  FROM source.opportunity s JOIN mapped.deals d ON d._file = s._file AND d._line = s._line AND d._skip IS NULL LEFT JOIN mapped.stages g ON g.id = s.stage_name AND g._skip IS NULL
), placed AS (
  SELECT t.*, moment(t.entered_at) AS moment,
    CASE WHEN t.gone IS NOT NULL THEN t.gone WHEN t.is_other THEN 'other_field' WHEN b.deal_id IS NULL THEN 'deal_gone' WHEN b.rank < t.rank THEN 'told_elsewhere' END AS reason
  FROM told t LEFT JOIN best b ON b.deal_id = t.deal_id
  WHERE t.rank < 4 OR b.rank = 4
), taken AS (
  SELECT *, stage_name IS NOT DISTINCT FROM lag(stage_name) OVER (PARTITION BY deal_id ORDER BY moment, tie, _file, _line)
    AND row_number() OVER (PARTITION BY deal_id ORDER BY moment, tie, _file, _line) > 1 AS is_same
  FROM placed WHERE reason IS NULL
)
-- Who writes a change is credited with it only when they sell: an administrator who tidies up wins no deal.
SELECT t.deal_id, t.stage_name AS stage_id, t.entered_at, s.rep_id, t._file, t._line, CASE WHEN t.is_same THEN 'same_stage' END AS _skip, t.moment AS _moment, t.tie AS _tie
FROM taken t LEFT JOIN mapped.owner o ON o.given = t.author LEFT JOIN (SELECT DISTINCT rep_id FROM mapped.deals WHERE _skip IS NULL) s ON s.rep_id = o.rep_id
UNION ALL
SELECT deal_id, stage_name, entered_at, NULL, _file, _line, reason, moment, tie FROM placed WHERE reason IS NOT NULL
ORDER BY deal_id, _moment, _tie, _file, _line
