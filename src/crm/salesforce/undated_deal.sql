-- Deals that are won or lost and nothing says since when: no history, no versions, no date of the last change of stage, no close date.
SELECT s._file, s._line FROM source.opportunity s JOIN mapped.stages g ON g.id = s.stage_name AND g._skip IS NULL AND g.kind <> 'open'
LEFT JOIN (
  SELECT opportunity_id AS id FROM source.opportunity_history WHERE (is_deleted OR is_removed OR NOT is_current) IS NOT TRUE
  UNION SELECT opportunity_id FROM source.opportunity_field_history WHERE key(field) = 'stagename' AND (is_deleted OR is_removed OR NOT is_current) IS NOT TRUE
  UNION SELECT id FROM source.opportunity_version WHERE (is_deleted OR is_removed) IS NOT TRUE
) h ON h.id = s.id
WHERE s.close_date IS NULL AND s.last_stage_change_date IS NULL AND s.valid_from IS NULL AND h.id IS NULL
