-- What Pipedrive itself says of each deal that there is now. `left_out`: why it is not in the log all the same.
SELECT r.id AS deal_id, CASE WHEN r.state IN ('won', 'lost') THEN r.state ELSE o.stage_id END AS stage_id, r.value AS amount, d._skip AS left_out
FROM mapped.deal_row r JOIN mapped.deals d ON d._file = r._file AND d._line = r._line AND (d._skip IS NULL OR d._skip IN ('no_owner', 'undated'))
LEFT JOIN mapped.stage_of o ON o.word = r.stage AND o.pipeline IS NOT DISTINCT FROM r.pipeline
