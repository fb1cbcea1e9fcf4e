-- As many dials as `campaign` says; the row's duration and result are the last one's.
SELECT
  lead.id || '-dial-' || k AS id,
  lead.rep_id,
  lead.created_at + to_seconds(10 * (k - 1)) AS occurred_at,
  'call' AS channel,
  CASE WHEN k = client.campaign::INTEGER AND client.duration::INTEGER > 0 THEN 'reached' END AS outcome,
  lead.id AS lead_id,
  'prospecting' AS purpose,
  CASE WHEN k = client.campaign::INTEGER THEN client.duration END AS duration_s,
  _line
FROM "bank-full" AS client
JOIN mapped.leads AS lead USING (_line), range(1, client.campaign::INTEGER + 1) AS dial(k)
ORDER BY occurred_at, _line, k
