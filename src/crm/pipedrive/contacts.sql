-- Addresses are a text, or a list in which one may be the main one.
WITH listed AS (
  SELECT _file, _line, CASE WHEN left(email, 1) = '[' AND json_valid(email) THEN email END AS emails, CASE WHEN left(phone, 1) = '[' AND json_valid(phone) THEN phone END AS phones, email, phone FROM mapped.person_row
), address AS (
  SELECT _file, _line,
    CASE WHEN emails IS NOT NULL THEN coalesce(json_extract_string(emails, '$[*]' )[list_position(list_transform(json_extract(emails, '$[*]'), lambda e: e ->> '$.primary'), 'true')], json_extract_string(emails, '$[0]')) ELSE trim(split_part(email, ',', 1)) END AS email,
    CASE WHEN phones IS NOT NULL THEN coalesce(json_extract_string(phones, '$[*]' )[list_position(list_transform(json_extract(phones, '$[*]'), lambda e: e ->> '$.primary'), 'true')], json_extract_string(phones, '$[0]')) ELSE phone END AS phone
  FROM listed
), plain AS (
  SELECT _file, _line, CASE WHEN left(email, 1) = '{' THEN json_extract_string(email, '$.value') ELSE email END AS email, CASE WHEN left(phone, 1) = '{' THEN json_extract_string(phone, '$.value') ELSE phone END AS phone FROM address
)
SELECT p.id, a.id AS account_id, coalesce(p.name, e.email, p.id) AS name, nullif(e.email, '') AS email, nullif(e.phone, '') AS phone, p.title,
  coalesce(i.influence::VARCHAR, try_cast(p.influence AS INTEGER)::VARCHAR) AS influence, p.add_time AS created_at, p._file, p._line,
  CASE WHEN p.is_gone THEN 'deleted' WHEN p.organization IS NULL THEN 'no_account' WHEN a.id IS NULL THEN 'account_gone' END AS _skip
FROM mapped.person_row p LEFT JOIN plain e ON e._file = p._file AND e._line = p._line
LEFT JOIN (SELECT DISTINCT id FROM mapped.accounts WHERE _skip IS NULL) a ON a.id = p.account_id LEFT JOIN settings.influences i ON i.given = key(p.influence)
ORDER BY _file, _line
