SELECT account AS id, account AS name, sector AS industry, office_location AS country, _line
FROM accounts
ORDER BY _line
