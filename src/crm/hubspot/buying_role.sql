-- The parts that contacts have in buying, a row for each that the contact names.
SELECT c.id, trim(word) AS word, r.means, nth FROM (
  SELECT id, unnest(string_split(buying_role, ';')) AS word, unnest(range(len(string_split(buying_role, ';')))) AS nth FROM source.contact WHERE buying_role IS NOT NULL AND is_deleted IS NOT TRUE
) c LEFT JOIN settings.roles r ON r.given = key(word) WHERE trim(word) <> ''
