import type { Words } from '../../../i18n/words.ts';

export const webhookWords = {
  'webhooks.list': { en: 'Addresses that are told', es: 'Direcciones avisadas' },
  'webhooks.none': {
    en: 'No webhook yet. Add the address of a program: it is told ids only, and nothing about people.',
    es: 'Todavía no hay webhooks. Añada la dirección de un programa: solo recibe ids, y nada sobre personas.',
  },
  'webhooks.add': { en: 'Add a webhook', es: 'Añadir un webhook' },
  'webhooks.url': { en: 'Address', es: 'Dirección' },
  'webhooks.events': { en: 'Told of', es: 'Se le comunica' },
  'webhooks.event.activity.logged': { en: 'An activity was logged', es: 'Se ha anotado una actividad' },
  'webhooks.event.contract.won': { en: 'A contract was won', es: 'Se ha ganado un contrato' },
  'webhooks.event.alert': { en: 'An alert holds', es: 'Se cumple un aviso' },
  'webhooks.once': {
    en: 'With this secret the program checks that a message is Tacto’s. It is not shown again.',
    es: 'Con este secreto el programa comprueba que un mensaje es de Tacto. No se vuelve a mostrar.',
  },
  'webhooks.secret': { en: 'The secret', es: 'El secreto' },
  'webhooks.paused': { en: 'paused', es: 'en pausa' },
  'webhooks.untried': { en: 'nothing sent yet', es: 'nada enviado todavía' },
  'webhooks.tried': { en: 'last answer {{status}}, {{when}}', es: 'última respuesta {{status}}, {{when}}' },
  'webhooks.unanswered': {
    en: 'did not answer, {{when}}',
    es: 'no respondió, {{when}}',
  },
  'webhooks.failures_one': { en: '{{count}} failure since', es: '{{count}} fallo desde entonces' },
  'webhooks.failures_other': { en: '{{count}} failures since', es: '{{count}} fallos desde entonces' },
  'webhooks.pause': { en: 'Pause', es: 'Pausar' },
  'webhooks.resume': { en: 'Resume', es: 'Reanudar' },
  'webhooks.remove.what': { en: 'It is told nothing more.', es: 'No se le comunicará nada más.' },
} as const satisfies Words;
