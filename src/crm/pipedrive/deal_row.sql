-- Deals; one without an id is known by its title, organization, person and the moment at which it was made. `state`: open, won, lost or deleted, as its status says, or
-- else the time at which it was won or lost; `closed_time`: that time.
WITH told AS (
  SELECT d.* REPLACE (coalesce(id, concat_ws(' · ', title, organization, person, add_time)) AS id), key(status) IN ('deleted', 'eliminado', 'eliminada', 'borrado') AS says_deleted, s.means
  FROM source.deal d LEFT JOIN settings.deal_statuses s ON s.given = key(d.status)
), judged AS (
  SELECT * EXCLUDE (says_deleted, means), CASE WHEN means IS NOT NULL THEN means WHEN is_deleted OR says_deleted THEN 'deleted' WHEN won_time IS NOT NULL AND (lost_time IS NULL OR moment(won_time) >= moment(lost_time)) THEN 'won'
    WHEN lost_time IS NOT NULL THEN 'lost' ELSE 'open' END AS state, is_deleted IS TRUE OR coalesce(says_deleted, false) AS is_gone
  FROM told
)
SELECT *, coalesce(CASE state WHEN 'won' THEN won_time WHEN 'lost' THEN lost_time END, close_time) AS closed_time FROM judged
