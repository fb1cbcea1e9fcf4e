-- What HubSpot itself says of each deal that there is now. `left_out`: why it is not in the log all the same.
SELECT s.id AS deal_id, w.stage_id, s.amount, d._skip AS left_out FROM source.deal s JOIN mapped.deals d ON d._file = s._file AND d._line = s._line AND (d._skip IS NULL OR d._skip IN ('no_owner', 'undated'))
LEFT JOIN mapped.stage_word w ON NOT w.is_column AND w.word = s.stage AND w.pipeline IS NOT DISTINCT FROM s.pipeline
