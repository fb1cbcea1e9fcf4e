-- People, with their organization; one without an id is known by name and organization.
SELECT p.* REPLACE (coalesce(p.id, concat_ws(' · ', p.name, coalesce(p.org_id, p.org_name))) AS id), o.id AS account_id, coalesce(p.org_id, p.org_name) AS organization,
  p.is_deleted IS TRUE OR p.is_active IS FALSE AS is_gone
FROM source.person p LEFT JOIN mapped.organization_of o ON o.given = coalesce(p.org_id, p.org_name)
