-- Pipedrive keeps no history of owners in its exports: an organization is its owner's of today since it exists.
SELECT o.id AS account_id, w.rep_id, coalesce(o.add_time, '1970-01-01T00:00:00Z') AS valid_from, o._file, o._line, CASE WHEN w.rep_id IS NULL THEN 'no_owner' END AS _skip
FROM mapped.organization_row o LEFT JOIN mapped.owner w ON w.given = o.owner WHERE NOT o.is_gone
ORDER BY _file, _line
