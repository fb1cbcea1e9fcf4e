-- A team is a manager's; its region stands in the name.
SELECT DISTINCT ON (manager) manager AS id, manager || ' (' || regional_office || ')' AS name, _line
FROM sales_teams
ORDER BY manager, _line
