-- The last state of each deal that its flow tells: open, won or lost.
SELECT deal_id, arg_max(key(new_value), {'m': moment(log_time), 't': coalesce(try_cast(id AS BIGINT), _line)}) AS state FROM mapped.flow
WHERE reason IS NULL AND key(field_key) = 'status' AND moment(log_time) IS NOT NULL AND key(new_value) IN ('open', 'won', 'lost') GROUP BY deal_id
