-- Deals; one without an id is known by its title, organization, person and the moment at which it was made. `state`: open, won, lost or deleted.
SELECT * REPLACE (coalesce(id, concat_ws(' · ', title, organization, person, add_time)) AS id),
  CASE WHEN key(status) IN ('won', 'ganado', 'ganada') THEN 'won' WHEN key(status) IN ('lost', 'perdido', 'perdida') THEN 'lost' WHEN key(status) IN ('deleted', 'eliminado', 'eliminada', 'borrado') OR is_deleted THEN 'deleted'
    WHEN status IS NULL OR key(status) IN ('open', 'abierto', 'abierta', 'en curso') THEN 'open' END AS state,
  is_deleted IS TRUE OR key(status) IN ('deleted', 'eliminado', 'eliminada', 'borrado') AS is_gone
FROM source.deal
