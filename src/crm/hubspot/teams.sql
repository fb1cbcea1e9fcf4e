WITH listed AS (SELECT DISTINCT id FROM source.team WHERE id IS NOT NULL), seen AS (
  SELECT json_extract_string(entry, '$.id') AS id, json_extract_string(entry, '$.name') AS name
  FROM (SELECT unnest(json_extract(teams, '$[*]')) AS entry FROM (SELECT CASE WHEN json_valid(teams) THEN teams END AS teams FROM source.owner) WHERE json_array_length(teams) > 0)
  UNION SELECT team_id, name FROM mapped.team_of
)
SELECT t.id, coalesce(t.name, t.id) AS name, p.id AS parent_id, t._file, t._line, NULL AS _skip FROM source.team t LEFT JOIN listed p ON p.id = t.parent_id AND p.id <> t.id
UNION ALL
SELECT id, coalesce(min(name), id), NULL, NULL, NULL, NULL FROM seen WHERE id IS NOT NULL AND id NOT IN (SELECT id FROM listed) GROUP BY id
ORDER BY _file NULLS LAST, _line, id
