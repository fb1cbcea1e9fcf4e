-- Records whose owner is nobody of the export, when it lists people at all.
WITH missing AS (SELECT given FROM mapped.owner WHERE is_named AND NOT is_known AND NOT is_merged AND (SELECT bool_or(is_known) FROM mapped.owner))
SELECT what, owner, _file, _line FROM (
  SELECT 'Organization' AS what, owner, _file, _line FROM source.organization
  UNION ALL SELECT 'Person', owner, _file, _line FROM source.person
  UNION ALL SELECT 'Deal', owner, _file, _line FROM source.deal
  UNION ALL SELECT 'Lead', owner, _file, _line FROM source.lead
  UNION ALL SELECT 'Activity', owner, _file, _line FROM source.activity
  UNION ALL SELECT 'Call log', owner, _file, _line FROM source.call_log
) r SEMI JOIN missing m ON m.given = r.owner
