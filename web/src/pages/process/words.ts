import type { Words } from '../../i18n/words.ts';

export const processWords = {
  'process.title': { en: 'Process', es: 'Proceso' },
  'process.about': {
    en: 'Sales as a process: attempts, follow-ups, information, and how long it takes',
    es: 'La venta como proceso: intentos, seguimientos, información y cuánto se tarda',
  },
  'process.effort': { en: 'What a contract takes', es: 'Lo que pide un contrato' },
  'process.attempts': {
    en: 'First attempts and follow-ups, by channel',
    es: 'Primeros intentos y seguimientos, por canal',
  },
  'process.attempts.how': {
    en: 'Made, answered, and how many of a hundred are answered. The line is where the true share lies with 95 % confidence.',
    es: 'Hechos, con respuesta, y cuántos de cada cien la tienen. La línea es donde está la tasa real con un 95 % de confianza.',
  },
  'process.attempts.none': { en: 'None in this period.', es: 'Ninguno en este periodo.' },
  'process.kind.first': { en: 'First attempts', es: 'Primeros intentos' },
  'process.kind.follow_up': { en: 'Follow-ups', es: 'Seguimientos' },
  'process.channel': { en: 'Channel', es: 'Canal' },
  'process.all': { en: 'all together', es: 'todos juntos' },
  'process.made': { en: 'Made', es: 'Hechos' },
  'process.reached': { en: 'Answered', es: 'Con respuesta' },
  'process.rate': { en: 'Share (95 %)', es: 'Tasa (95 %)' },
  'process.information': { en: 'Information given', es: 'Información entregada' },
  'process.information.how': {
    en: 'What was given and when, and whether deals went on more often where it was.',
    es: 'Qué se entregó y cuándo, y si las oportunidades avanzaron más donde se entregó.',
  },
  'process.given': { en: 'Given, by material', es: 'Entregado, por material' },
  'process.given.none': {
    en: 'No information is logged in this period. Log what is sent, with its type.',
    es: 'No hay información anotada en este periodo. Anote lo que se envía, con su tipo.',
  },
  'process.sum': { en: 'In all', es: 'En total' },
  'process.atFirst': { en: 'At first attempts', es: 'En primeros intentos' },
  'process.atFollowUp': { en: 'At follow-ups', es: 'En seguimientos' },
  'process.atOther': { en: 'Otherwise', es: 'En otro momento' },
  'process.cycle': { en: 'What comes of deals in time', es: 'Qué pasa con las oportunidades a lo largo del tiempo' },
  'process.cycle.how': {
    en: 'Of the deals that began in the period. Those still open count for as long as they have been seen; the bands hold the truth with 95 % confidence.',
    es: 'De las oportunidades iniciadas en el periodo. Las que siguen abiertas cuentan por los días que llevan; las bandas contienen el valor real con un 95 % de confianza.',
  },
  'process.cycle.none': {
    en: 'No deal that began in this period has ended yet.',
    es: 'Ninguna oportunidad iniciada en este periodo ha terminado todavía.',
  },
  'process.cycle.counts': {
    en: '{{deals}} deals: {{won}} won, {{lost}} lost, {{open}} still open.',
    es: '{{deals}} oportunidades: {{won}} ganadas, {{lost}} perdidas, {{open}} aún abiertas.',
  },
  'process.half': {
    en: 'Half of them have ended after {{days}} days ({{low}} … {{high}}).',
    es: 'La mitad ha terminado a los {{days}} días ({{low}} … {{high}}).',
  },
  'process.half.none': { en: 'Not half of them have ended yet.', es: 'Aún no ha terminado la mitad.' },
  'process.curve': {
    en: 'Share of deals still open and won, by days since they began, with 95 % bands',
    es: 'Parte de las oportunidades aún abiertas y ganadas, por días desde su inicio, con bandas del 95 %',
  },
  'process.open': { en: 'Still open', es: 'Abiertas' },
  'process.won': { en: 'Won', es: 'Ganadas' },
  'process.won.range': { en: 'Won (95 %)', es: 'Ganadas (95 %)' },
  'process.lost': { en: 'Lost', es: 'Perdidas' },
  'process.deals': { en: 'Deals begun', es: 'Oportunidades iniciadas' },
  'process.deals.meaning': {
    en: 'The deals that began in the period: with their lead, or else with their first stage.',
    es: 'Las oportunidades iniciadas en el periodo: con su lead o, si no lo hay, con su primera etapa.',
  },
  'process.won.meaning': {
    en: 'Of the deals that began in the period, those won by now.',
    es: 'De las oportunidades iniciadas en el periodo, las ya ganadas.',
  },
  'process.lost.meaning': {
    en: 'Of the deals that began in the period, those lost by now.',
    es: 'De las oportunidades iniciadas en el periodo, las ya perdidas.',
  },
  'process.open.meaning': {
    en: 'Of the deals that began in the period, those neither won nor lost yet.',
    es: 'De las oportunidades iniciadas en el periodo, las que aún no se han ganado ni perdido.',
  },
  'process.half.label': { en: 'Half of the deals have ended after', es: 'La mitad ha terminado a los' },
  'process.half.meaning': {
    en: 'The days from its beginning within which half of the deals are won or lost; those still open count for as long as they have been seen (Kaplan and Meier).',
    es: 'Los días desde el inicio en los que se gana o se pierde la mitad; las abiertas cuentan por los días que llevan (Kaplan y Meier).',
  },
  'process.standing.meaning': {
    en: 'How the deals that began in the period stand {{after}} after their beginning; those still open count for as long as they have been seen (Aalen and Johansen).',
    es: 'Cómo están las oportunidades iniciadas en el periodo tras {{after}}; las abiertas cuentan por los días que llevan (Aalen y Johansen).',
  },
  'process.standing.formula': {
    en: 'sum over the days of: share still open × those that ended so that day ÷ those seen so long',
    es: 'suma por días de: parte aún abierta × las que terminaron así ese día ÷ las vistas hasta entonces',
  },
  'process.begun': { en: 'Began', es: 'Inicio' },
  'process.took': { en: 'Days', es: 'Días' },
  'process.end': { en: 'End', es: 'Final' },
  'process.end.won': { en: 'won', es: 'ganada' },
  'process.end.lost': { en: 'lost', es: 'perdida' },
  'process.end.open': { en: 'still open', es: 'aún abierta' },
  'process.days': { en: 'days since the deal began', es: 'días desde el inicio de la oportunidad' },
  'process.after': { en: 'After', es: 'Tras' },
  'process.day': { en: '{{n}} days', es: '{{n}} días' },
} as const satisfies Words;
