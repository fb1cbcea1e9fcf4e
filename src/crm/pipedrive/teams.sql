SELECT id, coalesce(name, id) AS name, _file, _line, CASE WHEN is_deleted OR NOT is_active THEN 'deleted' END AS _skip FROM source.team
UNION ALL
SELECT DISTINCT team_id, team_id, NULL::INTEGER, NULL::BIGINT, NULL FROM mapped.team_of WHERE team_id NOT IN (SELECT id FROM source.team WHERE id IS NOT NULL)
ORDER BY _file NULLS LAST, _line, id
