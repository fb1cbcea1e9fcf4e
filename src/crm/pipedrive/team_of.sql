-- The team of each person: the first that lists them, else the one that the user names.
WITH member AS (
  SELECT as_id(member) AS user_id, id AS team_id, _file, _line FROM (
    SELECT id, unnest(CASE WHEN json_valid(users) AND json_array_length(users) > 0 THEN json_extract(users, '$[*]') END) ->> '$' AS member, _file, _line FROM source.team WHERE is_deleted IS NOT TRUE AND is_active IS NOT FALSE
  )
)
SELECT person_id, arg_min(team_id, {'r': rank, 'f': _file, 'l': _line, 't': team_id}) AS team_id FROM (
  SELECT user_id AS person_id, team_id, 1 AS rank, _file, _line FROM member
  UNION ALL SELECT person_id, team, 2, NULL, NULL FROM mapped.owner WHERE team IS NOT NULL AND person_id IS NOT NULL
) WHERE person_id IS NOT NULL AND team_id IS NOT NULL GROUP BY person_id
