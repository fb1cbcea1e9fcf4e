-- Every record that a record is linked to, in order: by the `associations` of the API, by columns of ids, by tables of links. A company named as the main one comes first.
WITH source_row AS (
  SELECT 'deal' AS kind, id, contact_ids, concat_ws(';', company_id, company_ids) AS company_ids, NULL AS deal_ids, associations FROM source.deal
  UNION ALL SELECT 'contact', id, NULL, concat_ws(';', company_id, company_ids), NULL, associations FROM source.contact
  UNION ALL SELECT 'engagement', id, contact_ids, company_ids, deal_ids, associations FROM source.call
  UNION ALL SELECT 'engagement', id, contact_ids, company_ids, deal_ids, associations FROM source.meeting
  UNION ALL SELECT 'engagement', id, contact_ids, company_ids, deal_ids, associations FROM source.email
  UNION ALL SELECT 'engagement', id, contact_ids, company_ids, deal_ids, associations FROM source.communication
  UNION ALL SELECT 'engagement', id, contact_ids, company_ids, deal_ids, associations FROM source.task
), source_record AS (SELECT * REPLACE (CASE WHEN json_valid(associations) THEN associations END AS associations) FROM source_row), written AS (
  SELECT kind, id, 'contact' AS other, contact_ids AS ids FROM source_record WHERE contact_ids IS NOT NULL
  UNION ALL SELECT kind, id, 'company', company_ids FROM source_record WHERE company_ids <> ''
  UNION ALL SELECT kind, id, 'deal', deal_ids FROM source_record WHERE deal_ids IS NOT NULL
), told AS (
  SELECT kind, id, 'contact' AS other, coalesce(json_extract(associations, '$.contacts.results'), json_extract(associations, '$.contacts')) AS results FROM source_record WHERE associations IS NOT NULL
  UNION ALL SELECT kind, id, 'company', coalesce(json_extract(associations, '$.companies.results'), json_extract(associations, '$.companies')) FROM source_record WHERE associations IS NOT NULL
  UNION ALL SELECT kind, id, 'deal', coalesce(json_extract(associations, '$.deals.results'), json_extract(associations, '$.deals')) FROM source_record WHERE associations IS NOT NULL
), named AS (
  SELECT kind, id, other, unnest(ids) AS other_id, unnest(range(len(ids))) AS nth FROM (SELECT kind, id, other, string_split(replace(replace(ids, ',', ';'), ' ', ';'), ';') AS ids FROM written)
  UNION ALL
  SELECT kind, id, other, coalesce(json_extract_string(entry, '$.id'), json_extract_string(entry, '$.toObjectId'), json_extract_string(entry, '$')),
    nth + CASE WHEN ends_with(json_extract_string(entry, '$.type'), '_unlabeled') THEN 100_000 ELSE 0 END
  FROM (SELECT kind, id, other, unnest(json_extract(results, '$[*]')) AS entry, unnest(range(json_array_length(results)::BIGINT)) AS nth FROM told WHERE json_array_length(results) > 0)
  UNION ALL SELECT 'deal', from_id, 'contact', to_id, _line FROM source.deal_contact WHERE is_deleted IS NOT TRUE
  UNION ALL SELECT 'deal', from_id, 'company', to_id, _line FROM source.deal_company WHERE is_deleted IS NOT TRUE
  UNION ALL SELECT 'contact', from_id, 'company', to_id, _line FROM source.contact_company WHERE is_deleted IS NOT TRUE
  UNION ALL SELECT 'engagement', from_id, 'contact', to_id, _line FROM source.engagement_contact WHERE is_deleted IS NOT TRUE
  UNION ALL SELECT 'engagement', from_id, 'company', to_id, _line FROM source.engagement_company WHERE is_deleted IS NOT TRUE
  UNION ALL SELECT 'engagement', from_id, 'deal', to_id, _line FROM source.engagement_deal WHERE is_deleted IS NOT TRUE
)
SELECT n.kind, coalesce(f.id, n.id) AS id, n.other, coalesce(t.id, as_id(n.other_id)) AS other_id, min(n.nth) AS nth
FROM named n LEFT JOIN mapped.alias t ON t.kind = n.other AND t.given = as_id(n.other_id) LEFT JOIN mapped.alias f ON f.kind = n.kind AND f.given = n.id
WHERE n.id IS NOT NULL AND n.other_id <> '' GROUP BY ALL
