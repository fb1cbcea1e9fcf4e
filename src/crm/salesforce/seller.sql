-- Who sells: those who own something, and their managers up to the top.
WITH RECURSIVE seller AS (
  SELECT rep_id FROM mapped.owner WHERE is_named AND NOT is_queue
  UNION
  SELECT b.rep_id FROM seller s JOIN mapped.owner o ON o.given = s.rep_id JOIN mapped.owner b ON b.given = o.manager_id
)
SELECT DISTINCT rep_id FROM seller
