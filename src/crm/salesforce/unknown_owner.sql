-- Records whose owner is not among the users of the export.
WITH missing AS (SELECT given FROM mapped.owner WHERE is_named AND NOT is_user AND NOT is_merged AND NOT is_queue)
SELECT what, owner_id AS owner, _file, _line FROM (
  SELECT 'Account' AS what, owner_id, _file, _line FROM source.account WHERE (is_deleted OR is_removed OR NOT is_current) IS NOT TRUE
  UNION ALL SELECT 'Lead', owner_id, _file, _line FROM source.lead WHERE (is_deleted OR is_removed OR NOT is_current) IS NOT TRUE
  UNION ALL SELECT 'Opportunity', owner_id, _file, _line FROM source.opportunity WHERE (is_deleted OR is_removed OR NOT is_current) IS NOT TRUE
  UNION ALL SELECT 'Task', owner_id, _file, _line FROM source.task WHERE (is_deleted OR is_removed OR NOT is_current) IS NOT TRUE
  UNION ALL SELECT 'Event', owner_id, _file, _line FROM source.event WHERE (is_deleted OR is_removed OR NOT is_current) IS NOT TRUE
) r SEMI JOIN missing m ON m.given = r.owner_id
