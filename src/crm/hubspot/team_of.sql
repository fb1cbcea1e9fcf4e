-- The main team of each person: by the teams in the owner, by tables of owners, users and teams.
WITH told AS (
  SELECT id AS person_id, json_extract_string(entry, '$.id') AS team_id, json_extract_string(entry, '$.name') AS name, CASE WHEN json_extract_string(entry, '$.primary') = 'true' THEN 1 ELSE 2 END AS rank
  FROM (SELECT id, unnest(json_extract(teams, '$[*]')) AS entry FROM (SELECT id, CASE WHEN json_valid(teams) THEN teams END AS teams FROM source.owner) WHERE json_array_length(teams) > 0)
  UNION ALL SELECT owner_id, team_id, NULL, CASE WHEN is_primary THEN 1 ELSE 2 END FROM source.owner_team
  UNION ALL SELECT o.person_id, u.primary_team_id, NULL, 1 FROM source.user u JOIN mapped.owner o ON o.user_id = u.id OR key(o.email) = key(u.email) WHERE u.primary_team_id IS NOT NULL
  UNION ALL SELECT o.person_id, u.team, u.team, 1 FROM source.user u JOIN mapped.owner o ON o.user_id = u.id OR key(o.email) = key(u.email) WHERE u.team IS NOT NULL AND u.primary_team_id IS NULL
  UNION ALL SELECT o.person_id, t.team_id, NULL, CASE WHEN t.is_secondary THEN 2 ELSE 1 END FROM source.team_user t JOIN mapped.owner o ON o.user_id = t.user_id
  UNION ALL SELECT o.person_id, t.id, t.name, 1 FROM (SELECT id, name, unnest(from_json(user_ids, '["VARCHAR"]')) AS user_id FROM source.team WHERE json_valid(user_ids)) t JOIN mapped.owner o ON o.user_id = t.user_id
)
SELECT person_id, arg_min(team_id, {'r': rank, 't': team_id}) AS team_id, arg_min(name, {'n': name IS NULL, 'r': rank, 't': team_id}) AS name FROM told
WHERE person_id IS NOT NULL AND team_id IS NOT NULL GROUP BY person_id
