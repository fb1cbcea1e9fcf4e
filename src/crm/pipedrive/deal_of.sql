-- What activities call a deal, with the organization beside it, and which it is: by id, by title within the organization, by a title that only one bears.
WITH used AS (
  SELECT DISTINCT u.given, o.id AS account_id FROM (SELECT deal AS given, organization FROM source.activity UNION ALL SELECT deal, organization FROM source.call_log) u
  LEFT JOIN mapped.organization_of o ON o.given = u.organization WHERE u.given IS NOT NULL
), live AS (SELECT id, key(name) AS word, _organization AS account_id FROM mapped.deals WHERE _skip IS NULL), inside AS (
  SELECT word, account_id, min(id) AS id FROM live WHERE account_id IS NOT NULL GROUP BY ALL HAVING count(DISTINCT id) = 1
), by_title AS (SELECT word, min(id) AS id FROM live GROUP BY word HAVING count(DISTINCT id) = 1)
SELECT u.given, u.account_id, coalesce(i.id, n.id, t.id) AS id FROM used u LEFT JOIN (SELECT DISTINCT id FROM live) i ON i.id = u.given
LEFT JOIN inside n ON n.word = key(u.given) AND n.account_id = u.account_id LEFT JOIN by_title t ON t.word = key(u.given)
