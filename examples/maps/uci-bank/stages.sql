SELECT 'subscribed' AS id, 'Subscribed' AS name, 1 AS position, 'won' AS kind
