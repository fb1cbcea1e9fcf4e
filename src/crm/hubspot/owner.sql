-- Every owner that a record names, by id, name or address, and every person of the export: the rep for whom it counts, by way of the merges in the settings.
WITH listed AS (
  SELECT id, coalesce(name, nullif(trim(concat_ws(' ', first_name, last_name)), ''), email, id) AS name, email, user_id, key(type) = 'queue' AS is_queue, 1 AS rank, _file, _line
  FROM source.owner WHERE id IS NOT NULL
  UNION ALL
  SELECT coalesce(u.email, u.id), coalesce(u.name, nullif(trim(concat_ws(' ', u.first_name, u.last_name)), ''), u.email), u.email, u.id, false, 2, u._file, u._line
  FROM source.user u ANTI JOIN source.owner o ON o.user_id = u.id OR key(o.email) = key(u.email)
), person AS (
  SELECT * EXCLUDE (rank, _file, _line) FROM listed QUALIFY row_number() OVER (PARTITION BY id ORDER BY rank, _file, _line) = 1
), said AS (
  SELECT word, min(id) AS id FROM (
    SELECT key(id) AS word, id, 1 AS rank FROM person
    UNION ALL SELECT key(email), id, 2 FROM person
    UNION ALL SELECT key(name || ' (' || email || ')'), id, 2 FROM person
    UNION ALL SELECT key(name), id, 3 FROM person
  ) WHERE word IS NOT NULL
  -- A name that two persons bear names neither.
  GROUP BY word, rank HAVING count(DISTINCT id) = 1
  QUALIFY row_number() OVER (PARTITION BY word ORDER BY rank) = 1
), named AS (
  SELECT DISTINCT owner AS given FROM (
    SELECT owner FROM source.company UNION ALL SELECT owner FROM source.contact UNION ALL SELECT owner FROM source.deal
    UNION ALL SELECT owner FROM source.call UNION ALL SELECT owner FROM source.meeting UNION ALL SELECT owner FROM source.email
    UNION ALL SELECT owner FROM source.communication UNION ALL SELECT owner FROM source.task UNION ALL SELECT owner FROM source.engagement
    UNION ALL SELECT value FROM mapped.history WHERE object = 'company' AND property = 'hubspot_owner_id'
  ) WHERE owner IS NOT NULL
), everyone AS (
  SELECT given, bool_or(is_named) AS is_named FROM (SELECT given, true AS is_named FROM named UNION ALL SELECT id, false FROM person) GROUP BY given
), known AS (
  SELECT e.given, e.is_named, p.id AS person_id, coalesce(p.name, e.given) AS name, p.email, p.user_id, coalesce(p.is_queue, false) AS is_queue
  FROM everyone e LEFT JOIN said s ON s.word = key(e.given) LEFT JOIN person p ON p.id = s.id
), merge AS (
  SELECT k.given, min(s.means) AS means FROM known k
  JOIN settings.owners s ON s.given = key(k.given) OR s.given = key(k.person_id) OR s.given = key(k.name) OR s.given = key(k.email)
  GROUP BY k.given
)
SELECT k.given, coalesce(t.id, m.means, k.person_id, k.given) AS rep_id, k.person_id, k.name, k.email, k.user_id, k.is_named, k.is_queue, k.person_id IS NOT NULL AS is_known, m.given IS NOT NULL AS is_merged
FROM known k LEFT JOIN merge m ON m.given = k.given LEFT JOIN said t ON t.word = key(m.means)
ORDER BY given
