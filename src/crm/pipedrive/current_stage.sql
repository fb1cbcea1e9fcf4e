-- What Pipedrive itself says of each deal now.
SELECT r.id AS deal_id, CASE WHEN r.state IN ('won', 'lost') THEN r.state ELSE o.stage_id END AS stage_id, r.value AS amount
FROM mapped.deal_row r JOIN mapped.deals d ON d._file = r._file AND d._line = r._line AND d._skip IS NULL
LEFT JOIN mapped.stage_of o ON o.word = r.stage AND o.pipeline IS NOT DISTINCT FROM r.pipeline
