-- Who took part in an activity besides its contact person: participants and attendees who are people of the CRM, in their order.
WITH named AS (
  SELECT id, 1 AS rank, CASE WHEN json_valid(participants) THEN participants END AS people FROM mapped.deed WHERE _skip IS NULL AND participants IS NOT NULL
  UNION ALL SELECT id, 2, CASE WHEN json_valid(attendees) THEN attendees END FROM mapped.deed WHERE _skip IS NULL AND attendees IS NOT NULL
), entry AS (SELECT id, rank, unnest(json_extract(people, '$[*]')) AS entry, unnest(range(json_array_length(people)::BIGINT)) AS nth FROM named WHERE json_array_length(people) > 0)
SELECT id, as_id(entry ->> '$.person_id') AS person_id, min(rank * 100_000 + nth) AS nth FROM entry WHERE (entry ->> '$.person_id') <> '' GROUP BY ALL
