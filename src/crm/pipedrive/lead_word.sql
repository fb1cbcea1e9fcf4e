-- The labels of each lead, by name, and whether it lies in the archive, with since when that is known to be so. Labels have no dates: the lead's last change is theirs.
WITH listed AS (
  SELECT id, CASE WHEN left(labels, 1) = '[' AND json_valid(labels) THEN list_transform(json_extract(labels, '$[*]'), lambda e: coalesce(e ->> '$.name', e ->> '$.id', e ->> '$')) ELSE string_split(labels, ',') END AS words, coalesce(update_time, add_time) AS since
  FROM source.lead WHERE is_deleted IS NOT TRUE AND labels IS NOT NULL
), told AS (SELECT id, trim(unnest(words)) AS given, since FROM listed)
SELECT t.id, t.word, s.means, t.since, moment(t.since) AS moment FROM (
  SELECT d.id, coalesce(l.name, d.given) AS word, d.since FROM told d LEFT JOIN (SELECT id, min(name) AS name FROM source.lead_label GROUP BY id) l ON l.id = d.given WHERE d.given <> ''
  UNION ALL
  SELECT id, 'archived', coalesce(archive_time, update_time, add_time) FROM source.lead
  WHERE is_deleted IS NOT TRUE AND (archive_time IS NOT NULL OR key(is_archived) IN ('true', '1', 'yes', 'sí', 'archived', 'archivado', 'archivada'))
) t LEFT JOIN settings.lead_statuses s ON s.given = key(t.word)
