-- What Salesforce itself says of each deal now.
SELECT s.id AS deal_id, s.stage_name AS stage_id, s.amount FROM source.opportunity s JOIN mapped.deals d ON d._file = s._file AND d._line = s._line AND d._skip IS NULL
