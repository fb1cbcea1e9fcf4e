-- What Salesforce itself says of each deal that there is now. `left_out`: why it is not in the log all the same.
SELECT s.id AS deal_id, s.stage_name AS stage_id, s.amount, d._skip AS left_out FROM source.opportunity s JOIN mapped.deals d ON d._file = s._file AND d._line = s._line AND (d._skip IS NULL OR d._skip IN ('no_owner', 'undated'))
