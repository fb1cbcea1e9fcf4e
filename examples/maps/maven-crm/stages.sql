SELECT * FROM (VALUES
  ('Prospecting', 'Prospecting', 1, 'open'),
  ('Engaging', 'Engaging', 2, 'open'),
  ('Won', 'Won', 3, 'won'),
  ('Lost', 'Lost', 4, 'lost')
) AS stage(id, name, position, kind)
