import type { Words } from '../../i18n/words.ts';

export const questionsWords = {
  'questions.title': { en: 'Questions', es: 'Preguntas' },
  'questions.about': {
    en: 'Work backwards: first what you want to know, then at most three KPIs that tell it',
    es: 'Empiece por el final: qué quiere saber y qué KPI se lo dicen, tres como mucho',
  },
  'questions.step.1': { en: '1 · What do you want to know?', es: '1 · ¿Qué quiere saber?' },
  'questions.words': { en: 'In your own words', es: 'Con sus palabras' },
  'questions.ask': { en: 'Ask', es: 'Preguntar' },
  'questions.mean': { en: 'Do you mean one of these?', es: '¿Se refiere a alguna de estas?' },
  'questions.group.activity': { en: 'Activity and effort', es: 'Actividad y esfuerzo' },
  'questions.group.leads': { en: 'Leads and market', es: 'Leads y mercado' },
  'questions.group.message': { en: 'Pitch, rep and material', es: 'Argumento, comercial y material' },
  'questions.group.people': { en: 'People and power', es: 'Personas y poder' },
  'questions.group.forecast': { en: 'Deals and forecast', es: 'Oportunidades y previsión' },
  'questions.group.cost': { en: 'What a customer costs', es: 'Lo que cuesta un cliente' },
  'questions.group.team': { en: 'The team, and what changes', es: 'El equipo y lo que cambia' },
  'questions.data.none': { en: '· data missing', es: '· faltan datos' },
  'questions.data.some': { en: '· some data missing', es: '· faltan algunos datos' },
  'questions.answerable.yes': {
    en: 'The log can answer it.',
    es: 'El registro puede responderla.',
  },
  'questions.answerable.partly': {
    en: 'The log can answer part of it.',
    es: 'El registro puede responder una parte.',
  },
  'questions.answerable.no': { en: 'The log cannot answer it yet.', es: 'El registro aún no puede responderla.' },
  'questions.step.2_one': { en: '2 · One figure tells it', es: '2 · Lo dice una cifra' },
  'questions.step.2_other': { en: '2 · {{count}} figures tell it', es: '2 · Lo dicen {{count}} cifras' },
  'questions.reading': { en: 'Read together:', es: 'Leídas juntas:' },
  'questions.lacks': {
    en: 'The log lacks what it takes: see below.',
    es: 'Al registro le falta lo necesario: vea abajo.',
  },
  'questions.see': { en: 'See it: {{page}}', es: 'Verlo: {{page}}' },
  'questions.step.3': { en: '3 · What is missing, and how to get it', es: '3 · Qué falta y cómo conseguirlo' },
  'questions.nothingMissing': {
    en: 'Nothing: the log has all that these figures need.',
    es: 'Nada: el registro tiene todo lo que piden estas cifras.',
  },
  'questions.thing': { en: 'Missing', es: 'Falta' },
  'questions.how': { en: 'How to get it', es: 'Cómo conseguirlo' },
  'questions.crm.salesforce': { en: 'In Salesforce', es: 'En Salesforce' },
  'questions.crm.hubspot': { en: 'In HubSpot', es: 'En HubSpot' },
  'questions.crm.pipedrive': { en: 'In Pipedrive', es: 'En Pipedrive' },
  'questions.step.4': { en: '4 · Put it on the board', es: '4 · Llevarlo al tablero' },
  'questions.noKpi': {
    en: 'These are reports of their own, not KPIs of the board: open them above.',
    es: 'Son informes propios, no KPI del tablero: ábralos arriba.',
  },
  'questions.of': { en: 'Of this question', es: 'De esta pregunta' },
  'questions.there': { en: 'On the board now', es: 'Ahora en el tablero' },
  'questions.tooMany_one': {
    en: '{{count}} is in focus.',
    es: 'Hay {{count}} en el foco.',
  },
  'questions.tooMany_other': {
    en: '{{count}} in focus: who steers by many numbers steers by none. You may, but three are better.',
    es: '{{count}} en el foco: quien se guía por muchos números no se guía por ninguno. Puede hacerlo, pero tres es mejor.',
  },
  'questions.begin': { en: 'Begin with: {{what}}.', es: 'Empiece por: {{what}}.' },
  'questions.oneSided.Q': {
    en: 'All count quantity: add one of quality or results, or quantity will be all that grows.',
    es: 'Todos cuentan cantidad: añada uno de calidad o de resultados, o solo crecerá la cantidad.',
  },
  'questions.oneSided.P': {
    en: 'All are about quality: add a result, to see what comes of it.',
    es: 'Todos son de calidad: añada un resultado, para ver en qué acaba.',
  },
  'questions.oneSided.R': {
    en: 'All are results: they say that something goes wrong, not why. Add one that can be acted on.',
    es: 'Todos son resultados: dicen que algo va mal, no por qué. Añada uno sobre el que se pueda actuar.',
  },
  'questions.put': { en: 'Show on the board', es: 'Mostrar en el tablero' },
} as const satisfies Words;
