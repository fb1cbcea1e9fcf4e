SELECT id AS deal_id, 'subscribed' AS stage_id, created_at AS entered_at, _line
FROM mapped.deals
ORDER BY _line
