-- The first deal of each lead, and of each such deal the lead that was there first.
WITH deal AS (
  SELECT d.id, any_value(d.created ORDER BY d._file, d._line) AS created FROM source.deal d ANTI JOIN mapped.alias a ON a.kind = 'deal' AND a.given = d.id
  WHERE d.is_deleted IS NOT TRUE AND d.owner IS NOT NULL GROUP BY d.id
), lead AS (
  SELECT c.id, min(moment(c.created)) AS moment FROM source.contact c JOIN mapped.lead_of l ON l.id = c.id JOIN mapped.owner o ON o.given = c.owner AND NOT o.is_queue
  ANTI JOIN mapped.alias a ON a.kind = 'contact' AND a.given = c.id WHERE c.is_deleted IS NOT TRUE GROUP BY c.id
), pair AS (
  SELECT d.id AS deal_id, d.created, moment(d.created) AS deal_moment, l.id AS lead_id, l.moment AS lead_moment FROM mapped.link k
  JOIN deal d ON d.id = k.id JOIN lead l ON l.id = k.other_id WHERE k.kind = 'deal' AND k.other = 'contact' AND l.moment <= moment(d.created)
), first AS (SELECT * FROM pair QUALIFY row_number() OVER (PARTITION BY lead_id ORDER BY deal_moment, deal_id) = 1)
SELECT deal_id, created, lead_id FROM first QUALIFY row_number() OVER (PARTITION BY deal_id ORDER BY lead_moment, lead_id) = 1
