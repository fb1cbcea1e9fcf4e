-- Every owner that a record names, by id, name or address, and every user: the rep for whom it counts, by way of the merges in the settings.
WITH person AS (
  SELECT coalesce(id, email, name) AS id, coalesce(name, email, id) AS name, email, team FROM source.user WHERE coalesce(id, email, name) IS NOT NULL
  QUALIFY row_number() OVER (PARTITION BY coalesce(id, email, name) ORDER BY _file, _line) = 1
), said AS (
  SELECT word, min(id) AS id FROM (
    SELECT key(id) AS word, id, 1 AS rank FROM person
    UNION ALL SELECT key(email), id, 2 FROM person
    UNION ALL SELECT key(name), id, 3 FROM person
  ) WHERE word IS NOT NULL
  -- A name that two persons bear names neither.
  GROUP BY word, rank HAVING count(DISTINCT id) = 1
  QUALIFY row_number() OVER (PARTITION BY word ORDER BY rank) = 1
), named AS (
  SELECT owner AS given, coalesce(min(owner_name), min(CASE WHEN left(owner_object, 1) = '{' AND json_valid(owner_object) THEN json_extract_string(owner_object, '$.name') END)) AS name FROM (
    SELECT owner, owner_name, owner_object FROM source.organization UNION ALL SELECT owner, owner_name, owner_object FROM source.person UNION ALL SELECT owner, owner_name, owner_object FROM source.deal
    UNION ALL SELECT owner, owner_name, owner_object FROM source.lead UNION ALL SELECT owner, owner_name, owner_object FROM source.activity UNION ALL SELECT owner, owner_name, owner_object FROM source.call_log
  ) WHERE owner IS NOT NULL GROUP BY owner
), everyone AS (
  SELECT given, bool_or(is_named) AS is_named, min(name) AS name FROM (SELECT given, true AS is_named, name FROM named UNION ALL SELECT id, false, NULL FROM person) GROUP BY given
), known AS (
  SELECT e.given, e.is_named, p.id AS person_id, coalesce(p.name, e.name, e.given) AS name, p.email, p.team
  FROM everyone e LEFT JOIN said s ON s.word = key(e.given) LEFT JOIN person p ON p.id = s.id
), merge AS (
  SELECT k.given, min(s.means) AS means FROM known k
  JOIN settings.owners s ON s.given = key(k.given) OR s.given = key(k.person_id) OR s.given = key(k.name) OR s.given = key(k.email)
  GROUP BY k.given
), other AS (SELECT key(name) AS word, min(given) AS given FROM known WHERE person_id IS NULL GROUP BY ALL HAVING count(*) = 1)
SELECT k.given, coalesce(t.id, o.given, m.means, k.person_id, k.given) AS rep_id, k.person_id, k.name, k.email, k.team, k.is_named, k.person_id IS NOT NULL AS is_known, m.given IS NOT NULL AS is_merged
FROM known k LEFT JOIN merge m ON m.given = k.given LEFT JOIN said t ON t.word = key(m.means) LEFT JOIN other o ON o.word = key(m.means)
ORDER BY given
