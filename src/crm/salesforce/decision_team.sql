SELECT r.opportunity_id AS deal_id, r.contact_id, s.means AS role, r.created_date AS joined_at, r._file, r._line,
  CASE WHEN NOT r.is_current THEN 'past_version' WHEN r.is_deleted OR r.is_removed THEN 'deleted' WHEN d.id IS NULL THEN 'deal_gone' WHEN c.id IS NULL THEN 'contact_gone' END AS _skip
FROM source.contact_role r LEFT JOIN settings.roles s ON s.given = key(r.role)
LEFT JOIN (SELECT DISTINCT id FROM mapped.deals WHERE _skip IS NULL) d ON d.id = r.opportunity_id
LEFT JOIN (SELECT DISTINCT id FROM mapped.contacts WHERE _skip IS NULL) c ON c.id = r.contact_id
ORDER BY _file, _line
