import type { Words } from '../../i18n/words.ts';

export const startWords = {
  'start.title': { en: 'Nothing is logged yet. First steps', es: 'Todavía no hay nada anotado. Primeros pasos' },
  'start.about.administrator': {
    en: 'Import what you have, or begin with the first call: either way the figures appear here.',
    es: 'Importe lo que tenga o empiece por la primera llamada: en ambos casos las cifras aparecerán aquí.',
  },
  'start.about.manager': {
    en: 'As soon as your team logs calls, or an administrator imports what the CRM has, the figures appear here.',
    es: 'En cuanto su equipo anote llamadas, o un administrador importe lo que tiene el CRM, las cifras aparecerán aquí.',
  },
  'start.about.rep': {
    en: 'Log your first call: it takes ten seconds, and your figures appear here.',
    es: 'Anote su primera llamada: son diez segundos, y sus cifras aparecerán aquí.',
  },
  'start.about.viewer': {
    en: 'As soon as the team logs calls, or an administrator imports what the CRM has, the figures appear here.',
    es: 'En cuanto el equipo anote llamadas, o un administrador importe lo que tiene el CRM, las cifras aparecerán aquí.',
  },
  'start.done': { en: '(done)', es: '(hecho)' },
  'start.organisation': { en: 'Say where you are', es: 'Diga dónde están' },
  'start.organisation.why': {
    en: 'Time zone, currency, and when the year begins.',
    es: 'Zona horaria, moneda y cuándo empieza el año.',
  },
  'start.import': { en: 'Import what your CRM has', es: 'Importe lo que tiene su CRM' },
  'start.import.why': {
    en: 'Salesforce, HubSpot, Pipedrive or any CSV files: accounts, people, deals and calls come in at once.',
    es: 'Salesforce, HubSpot, Pipedrive o cualquier CSV: cuentas, personas, oportunidades y llamadas entran de una vez.',
  },
  'start.team': { en: 'Add your team', es: 'Añada su equipo' },
  'start.team.why': {
    en: 'So that a manager sees the right people. An import brings it along.',
    es: 'Para que cada responsable vea a quien le toca. Una importación ya lo trae.',
  },
  'start.invite': { en: 'Invite people', es: 'Invite a personas' },
  'start.invite.why': {
    en: 'Each gets a link and chooses a password.',
    es: 'Cada cual recibe un enlace y elige su contraseña.',
  },
  'start.stages': { en: 'Set the stages of a deal', es: 'Fije las etapas de una oportunidad' },
  'start.stages.why': {
    en: 'From the first talk to won or lost. An import brings them along.',
    es: 'De la primera conversación a ganada o perdida. Una importación ya las trae.',
  },
  'start.log': { en: 'Log the first call', es: 'Anote la primera llamada' },
  'start.log.why': { en: 'With whom, what came of it, what next.', es: 'Con quién, en qué quedó, qué viene después.' },
  'start.log.first': {
    en: 'Say first that you sell too: change your own access and choose “A new rep”.',
    es: 'Diga antes que usted también vende: cambie su propio acceso y elija «Un comercial nuevo».',
  },
  'start.goals': { en: 'Set a goal', es: 'Fije un objetivo' },
  'start.goals.why': {
    en: 'Then the board says whether the pace will do.',
    es: 'Así el tablero dice si el ritmo basta.',
  },
  'start.account': { en: 'Look after your account', es: 'Cuide su cuenta' },
  'start.account.why': { en: 'Password, second factor, language.', es: 'Contraseña, segundo factor, idioma.' },
} as const satisfies Words;
