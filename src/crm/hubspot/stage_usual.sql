-- The stages with which every account of HubSpot begins, by id and by label.
SELECT unnest(words) AS word, kind, place, probability FROM (VALUES
  (['appointmentscheduled', 'appointment scheduled', 'cita programada', 'cita agendada'], 'open', 1, 0.2),
  (['qualifiedtobuy', 'qualified to buy', 'cualificado para comprar', 'calificado para comprar'], 'open', 2, 0.4),
  (['presentationscheduled', 'presentation scheduled', 'presentación programada', 'presentación agendada'], 'open', 3, 0.6),
  (['decisionmakerboughtin', 'decision maker bought-in', 'decision maker bought in', 'el responsable de la toma de decisiones aceptó'], 'open', 4, 0.8),
  (['contractsent', 'contract sent', 'contrato enviado'], 'open', 5, 0.9),
  (['closedwon', 'closed won', 'cierre ganado', 'cerrado ganado', 'ganado'], 'won', 6, 1),
  (['closedlost', 'closed lost', 'cierre perdido', 'cerrado perdido', 'perdido'], 'lost', 7, 0)
) AS t(words, kind, place, probability)
