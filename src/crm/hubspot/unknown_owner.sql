-- Records whose owner is nobody of the export, when it lists people at all.
WITH missing AS (SELECT given FROM mapped.owner WHERE is_named AND NOT is_known AND NOT is_merged AND (SELECT bool_or(is_known) FROM mapped.owner))
SELECT what, owner, _file, _line FROM (
  SELECT 'Company' AS what, owner, _file, _line FROM source.company
  UNION ALL SELECT 'Contact', owner, _file, _line FROM source.contact
  UNION ALL SELECT 'Deal', owner, _file, _line FROM source.deal
  UNION ALL SELECT 'Call', owner, _file, _line FROM source.call
  UNION ALL SELECT 'Meeting', owner, _file, _line FROM source.meeting
  UNION ALL SELECT 'Email', owner, _file, _line FROM source.email
  UNION ALL SELECT 'Communication', owner, _file, _line FROM source.communication
  UNION ALL SELECT 'Task', owner, _file, _line FROM source.task
) r SEMI JOIN missing m ON m.given = r.owner
