-- What records call a person, with the organization that stands beside it, and who that is: by id, by name within the organization, by a name that only one bears.
WITH used AS (
  SELECT DISTINCT u.given, o.id AS account_id FROM (
    SELECT person AS given, organization FROM source.deal UNION ALL SELECT person, organization FROM source.lead
    UNION ALL SELECT person, organization FROM source.activity UNION ALL SELECT person, organization FROM source.call_log
    UNION ALL SELECT person_id, NULL FROM source.deal_person
  ) u LEFT JOIN mapped.organization_of o ON o.given = u.organization WHERE u.given IS NOT NULL
), live AS (SELECT id, key(name) AS word, account_id FROM mapped.person_row WHERE NOT is_gone), inside AS (
  SELECT word, account_id, min(id) AS id FROM live WHERE account_id IS NOT NULL GROUP BY ALL HAVING count(DISTINCT id) = 1
), by_name AS (SELECT word, min(id) AS id FROM live GROUP BY word HAVING count(DISTINCT id) = 1)
SELECT u.given, u.account_id, coalesce(i.id, n.id, a.id) AS id FROM used u LEFT JOIN (SELECT DISTINCT id FROM live) i ON i.id = u.given
LEFT JOIN inside n ON n.word = key(u.given) AND n.account_id = u.account_id LEFT JOIN by_name a ON a.word = key(u.given)
