-- A deal belongs to the first of its contacts' leads, if that was there before it and has no earlier deal.
WITH account AS (
  SELECT l.id, arg_min(a.id, {'n': l.nth, 'i': a.id}) AS account_id FROM mapped.link l JOIN (SELECT DISTINCT id FROM mapped.accounts WHERE _skip IS NULL) a ON a.id = l.other_id
  WHERE l.kind = 'deal' AND l.other = 'company' GROUP BY l.id
), closing AS (
  -- The day on which a deal is to be closed, in the workspace's zone.
  SELECT _file, _line, moment(close_date) AS utc FROM source.deal WHERE right(close_date, 1) = 'Z'
), near AS (
  SELECT _file, _line, utc, utc + (utc - moment(strftime(utc, '%Y-%m-%dT%H:%M:%S'))) AS local FROM closing
), local_close AS (
  SELECT _file, _line, strftime(utc + (local - moment(strftime(local, '%Y-%m-%dT%H:%M:%S'))), '%Y-%m-%d') AS day FROM near WHERE utc IS NOT NULL
)
SELECT d.id, a.account_id, o.rep_id, p.lead_id, d.name, d.source, d.product, d.created AS created_at, d.amount, coalesce(nullif(regexp_extract(d.currency, '\b([A-Z]{3})\b', 1), ''), d.currency) AS currency,
  coalesce(c.day, CASE WHEN starts_with(d.close_date, '?') THEN d.close_date ELSE left(d.close_date, 10) END) AS expected_close_on, d._file, d._line,
  CASE WHEN m.given IS NOT NULL THEN 'merged' WHEN d.is_deleted THEN 'deleted' WHEN d.owner IS NULL OR o.is_queue THEN 'no_owner' WHEN u._line IS NOT NULL THEN 'undated' END AS _skip
FROM source.deal d LEFT JOIN mapped.owner o ON o.given = d.owner LEFT JOIN account a ON a.id = d.id
LEFT JOIN mapped.alias m ON m.kind = 'deal' AND m.given = d.id LEFT JOIN mapped.lead_deal p ON p.deal_id = d.id
LEFT JOIN (SELECT DISTINCT _file, _line FROM mapped.undated_deal) u ON u._file = d._file AND u._line = d._line
LEFT JOIN local_close c ON c._file = d._file AND c._line = d._line
UNION ALL
SELECT merged_deal_id, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, _file, _line, 'told_by_deal' FROM source.merged_deal
UNION ALL
SELECT from_id, to_id, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, _file, _line, CASE WHEN is_deleted THEN 'deleted' ELSE 'told_by_deal' END FROM source.deal_company
ORDER BY _file, _line
