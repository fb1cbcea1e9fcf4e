-- Contacts that are or were leads, with when they came to mean what.
SELECT id, min({'m': moment, 'text': since}) FILTER (means = 'qualified' AND moment IS NOT NULL).text AS qualified_at,
  min({'m': moment, 'text': since}) FILTER (means = 'disqualified' AND moment IS NOT NULL).text AS disqualified_at,
  min({'m': moment, 'text': since}) FILTER (means = 'prospect' AND moment IS NOT NULL).text AS prospect_at
FROM mapped.lead_word GROUP BY id HAVING bool_or(means IN ('new', 'qualified', 'disqualified'))
