-- A client who subscribed, at the end of the last dial.
SELECT
  'deal-' || lead.id AS id,
  lead.rep_id,
  lead.id AS lead_id,
  lead.created_at + to_seconds(10 * (client.campaign::INTEGER - 1) + client.duration::INTEGER) AS created_at,
  _line
FROM "bank-full" AS client
JOIN mapped.leads AS lead USING (_line)
WHERE client.y = 'yes'
ORDER BY _line
