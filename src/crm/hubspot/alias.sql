-- Records that were merged into another: the id that they had, and the one that lives on.
WITH RECURSIVE merged AS (
  SELECT kind, as_id(given) AS given, id FROM (
    SELECT 'deal' AS kind, unnest(string_split_regex(merged_ids, '[;,\s]+')) AS given, id FROM source.deal WHERE merged_ids IS NOT NULL
    UNION ALL SELECT 'deal', merged_deal_id, deal_id FROM source.merged_deal
    UNION ALL SELECT 'contact', unnest(string_split_regex(merged_ids, '[;,\s]+')), id FROM source.contact WHERE merged_ids IS NOT NULL
    UNION ALL SELECT 'company', unnest(string_split_regex(merged_ids, '[;,\s]+')), id FROM source.company WHERE merged_ids IS NOT NULL
  ) WHERE given <> '' AND given <> id
), chain AS (
  SELECT kind, given, id FROM merged
  UNION
  SELECT c.kind, c.given, m.id FROM chain c JOIN merged m ON m.kind = c.kind AND m.given = c.id
)
SELECT c.kind, c.given, min(c.id) AS id FROM chain c ANTI JOIN merged m ON m.kind = c.kind AND m.given = c.id
GROUP BY c.kind, c.given
