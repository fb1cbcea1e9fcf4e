-- Organizations; one without an id is known by its name.
SELECT * REPLACE (coalesce(id, name) AS id), is_deleted IS TRUE OR is_active IS FALSE AS is_gone FROM source.organization
