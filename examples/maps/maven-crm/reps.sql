-- Every agent, also the five without deals.
SELECT sales_agent AS id, sales_agent AS name, manager AS team_id, _line
FROM sales_teams
ORDER BY _line
