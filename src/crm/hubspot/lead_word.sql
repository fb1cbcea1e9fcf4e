-- Every lifecycle stage and lead status that a contact has or had, with its moment where that is known. The words without a lead in them (subscribers, evangelists, others) are left out.
WITH told AS (
  SELECT id, lifecycle AS word, NULL AS since FROM source.contact WHERE lifecycle IS NOT NULL AND is_deleted IS NOT TRUE
  UNION ALL SELECT id, status, NULL FROM source.contact WHERE status IS NOT NULL AND is_deleted IS NOT TRUE
  UNION ALL SELECT id, value, since FROM mapped.history WHERE object = 'contact' AND property IN ('lifecyclestage', 'hs_lead_status') AND value IS NOT NULL
  UNION ALL SELECT id, stage, since FROM mapped.entered WHERE object = 'contact'
), plain AS (SELECT coalesce(a.id, t.id) AS id, regexp_replace(t.word, '(\s*\([^()]*\))+$', '') AS word, t.since FROM told t LEFT JOIN mapped.alias a ON a.kind = 'contact' AND a.given = t.id)
SELECT p.id, p.word, s.means, p.since, moment(p.since) AS moment FROM plain p LEFT JOIN settings.lead_statuses s ON s.given = key(p.word)
WHERE s.given IS NOT NULL OR key(p.word) NOT IN ('subscriber', 'suscriptor', 'evangelist', 'evangelista', 'promotor', 'other', 'otro', 'otra')
