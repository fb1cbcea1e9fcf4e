-- What records call an organization, its id or its name, and which it is. A name that two bear names neither; where none are listed, a name is one by itself.
WITH used AS (
  SELECT DISTINCT given FROM (
    SELECT organization AS given FROM source.deal UNION ALL SELECT organization FROM source.lead UNION ALL SELECT organization FROM source.activity
    UNION ALL SELECT organization FROM source.call_log UNION ALL SELECT coalesce(org_id, org_name) FROM source.person
  ) WHERE given IS NOT NULL
), live AS (SELECT id, key(name) AS word FROM mapped.organization_row WHERE NOT is_gone AND id IS NOT NULL), by_name AS (
  SELECT word, min(id) AS id FROM live GROUP BY word HAVING count(DISTINCT id) = 1
)
SELECT u.given, coalesce(i.id, n.id, CASE WHEN NOT EXISTS (SELECT 1 FROM source.organization) THEN u.given END) AS id
FROM used u LEFT JOIN (SELECT DISTINCT id FROM live) i ON i.id = u.given LEFT JOIN by_name n ON n.word = key(u.given)
