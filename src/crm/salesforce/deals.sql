WITH lead_of AS (SELECT l.converted_opportunity_id AS deal_id, min(l.id) AS lead_id FROM source.lead l JOIN mapped.leads m ON m._file = l._file AND m._line = l._line AND m._skip IS NULL
  WHERE l.converted_opportunity_id IS NOT NULL GROUP BY ALL)
SELECT d.id, a.id AS account_id, o.rep_id, l.lead_id, d.name, d.lead_source AS source, d.product, d.created_date AS created_at, d.amount, d.currency, d.close_date AS expected_close_on,
  d._file, d._line, CASE WHEN NOT d.is_current THEN 'past_version' WHEN d.is_deleted OR d.is_removed THEN 'deleted' WHEN d.owner_id IS NULL OR o.is_queue THEN 'no_owner' WHEN u._line IS NOT NULL THEN 'undated' END AS _skip
FROM source.opportunity d LEFT JOIN mapped.owner o ON o.given = d.owner_id
LEFT JOIN (SELECT DISTINCT id FROM mapped.accounts WHERE _skip IS NULL) a ON a.id = d.account_id
LEFT JOIN (SELECT DISTINCT _file, _line FROM mapped.undated_deal) u ON u._file = d._file AND u._line = d._line
LEFT JOIN lead_of l ON l.deal_id = d.id
ORDER BY _file, _line
