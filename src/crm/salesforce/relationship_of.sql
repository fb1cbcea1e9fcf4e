-- Entries of relationship maps with what they say of their contact, by the settings' words.
SELECT r.*, s.strength, i.influence, moment(coalesce(r.last_modified_date, r.created_date)) AS moment
FROM source.relationship r LEFT JOIN settings.ratings s ON s.given = key(r.status) LEFT JOIN settings.influences i ON i.given = key(r.political)
