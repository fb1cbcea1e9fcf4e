SELECT c.id, coalesce(c.name, c.domain, c.id) AS name, c.segment, c.industry, c.country, c.created AS created_at, c._file, c._line,
  CASE WHEN a.given IS NOT NULL THEN 'merged' WHEN c.is_deleted THEN 'deleted' END AS _skip
FROM source.company c LEFT JOIN mapped.alias a ON a.kind = 'company' AND a.given = c.id
ORDER BY _file, _line
