-- When the status of a lead came to mean something, from its history.
SELECT h.lead_id, s.means, min({'m': moment(h.created_date), 'text': h.created_date}).text AS since
FROM source.lead_history h JOIN settings.lead_statuses s ON s.given = key(h.new_value)
WHERE key(h.field) = 'status' AND (h.is_deleted OR h.is_removed OR NOT h.is_current) IS NOT TRUE
GROUP BY h.lead_id, s.means
