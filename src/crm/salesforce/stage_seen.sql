-- Every stage name that a deal or its history bears, with what the deals in it say of it.
SELECT stage_name AS name, bool_or(is_won) AS is_won, bool_or(is_closed) AS is_closed, median(try_cast(probability AS DOUBLE)) AS probability, count(*) AS records
FROM (
  SELECT stage_name, is_won, is_closed, probability FROM source.opportunity
  UNION ALL SELECT stage_name, is_won, is_closed, probability FROM source.opportunity_version
  UNION ALL SELECT stage_name, NULL, NULL, probability FROM source.opportunity_history
  UNION ALL SELECT new_value, NULL, NULL, NULL FROM source.opportunity_field_history WHERE key(field) = 'stagename'
  UNION ALL SELECT old_value, NULL, NULL, NULL FROM source.opportunity_field_history WHERE key(field) = 'stagename'
) WHERE stage_name IS NOT NULL GROUP BY stage_name
