-- The export's "now": the latest moment at which any of its records was written.
SELECT max(moment) AS moment FROM (
  SELECT max(moment(coalesce(system_modstamp, last_modified_date, created_date))) AS moment FROM source.opportunity
  UNION ALL SELECT max(moment(coalesce(system_modstamp, last_modified_date, created_date))) FROM source.account
  UNION ALL SELECT max(moment(coalesce(system_modstamp, last_modified_date, created_date))) FROM source.contact
  UNION ALL SELECT max(moment(coalesce(system_modstamp, last_modified_date, created_date))) FROM source.lead
  UNION ALL SELECT max(moment(coalesce(system_modstamp, last_modified_date, created_date))) FROM source.task
  UNION ALL SELECT max(moment(coalesce(system_modstamp, last_modified_date, created_date))) FROM source.event
  UNION ALL SELECT max(moment(created_date)) FROM source.opportunity_history
)
