-- Deals that are won or lost and nothing says since when: no history, no date of the stage in which they are, no close date.
SELECT s._file, s._line FROM source.deal s JOIN mapped.stage_word w ON NOT w.is_column AND w.word = s.stage AND w.pipeline IS NOT DISTINCT FROM s.pipeline
JOIN mapped.stages g ON g.id = w.stage_id AND g._skip IS NULL AND g.kind <> 'open'
LEFT JOIN (SELECT DISTINCT id FROM mapped.history WHERE object = 'deal' AND property = 'dealstage' AND value IS NOT NULL) h ON h.id = s.id
LEFT JOIN (
  SELECT DISTINCT e.id, c.stage_id, c.pipeline FROM mapped.entered e JOIN mapped.stage_word c ON c.is_column AND c.word = e.stage WHERE e.object = 'deal'
) e ON e.id = s.id AND e.stage_id = w.stage_id AND e.pipeline IS NOT DISTINCT FROM s.pipeline
WHERE s.close_date IS NULL AND s.entered_current IS NULL AND h.id IS NULL AND e.id IS NULL
