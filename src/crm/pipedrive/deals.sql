SELECT d.id, a.id AS account_id, w.rep_id, l.id AS lead_id, d.title AS name, coalesce(d.source, d.origin) AS source, d.product, d.add_time AS created_at, d.value AS amount,
  coalesce(nullif(regexp_extract(d.currency, '\b([A-Z]{3})\b', 1), ''), d.currency) AS currency, d.expected_close_date AS expected_close_on, d._file, d._line,
  CASE WHEN d.is_gone THEN 'deleted' WHEN w.rep_id IS NULL THEN 'no_owner' WHEN d.state IN ('won', 'lost') AND d.closed_time IS NULL AND s.state IS DISTINCT FROM d.state THEN 'undated' END AS _skip, o.id AS _organization
FROM mapped.deal_row d LEFT JOIN mapped.owner w ON w.given = d.owner LEFT JOIN mapped.organization_of o ON o.given = d.organization
LEFT JOIN (SELECT DISTINCT id FROM mapped.accounts WHERE _skip IS NULL) a ON a.id = o.id
LEFT JOIN (SELECT DISTINCT id FROM mapped.leads WHERE _skip IS NULL) l ON l.id = d.lead_id
LEFT JOIN mapped.last_state s ON s.deal_id = d.id
ORDER BY _file, _line
