import type { Text } from '../../domain/text.ts';
import type { Thresholds } from '../../domain/workspace.ts';
import type { Behind, Person } from './behind.ts';
import type { FlagId } from './flags.ts';
import type { Evidence } from './evidence.ts';

/** Writes whole numbers, balances and days as a language does. */
export type Writers = {
  readonly whole: (n: number) => string;
  /** With its sign: a balance, −1 … +1. */
  readonly balance: (n: number) => string;
  /** With its sign: a rating, −3 … +3. */
  readonly rating: (n: number) => string;
  readonly day: (day: string) => string;
};

/** So many people are named; the others are counted. */
const mostNames = 3;

/** Why a deal or an account has a flag, in words, with the figures and the people behind it. */
export function reasonOf(
  flag: FlagId,
  evidence: Evidence,
  { contacts }: Behind,
  thresholds: Thresholds,
  writers: Writers,
): Text {
  const n = (value: number | null): string => writers.whole(Math.round(value ?? 0));
  const b = (value: number | null): string => writers.balance(value ?? 0);
  const people = listOf(contacts, writers, false);
  const rated = listOf(contacts, writers, true);
  switch (flag) {
    case 'pressured':
      return pressure(evidence, contacts, thresholds, n, people);
    case 'silent':
      return evidence.quiet_days === null
        ? { en: 'silent: nobody there has ever answered', es: 'en silencio: nadie de la cuenta ha respondido nunca' }
        : {
            en: `silent: nobody there has answered for ${n(evidence.quiet_days)} days`,
            es: `en silencio: nadie de la cuenta responde desde hace ${n(evidence.quiet_days)} días`,
          };
    case 'single_threaded':
      return {
        en: `one contact only: in ${n(thresholds.thread_window_days)} days all answers came from ${people.en}`,
        es: `un solo interlocutor: en ${n(thresholds.thread_window_days)} días solo ha respondido ${people.es}`,
      };
    case 'concentrated':
      return {
        en: `all on one contact: ${n(evidence.focus_most)} of ${n(evidence.focus_touches)} touches in ${n(thresholds.touch_window_days)} days went to ${people.en}`,
        es: `todo en un contacto: ${n(evidence.focus_most)} de ${n(evidence.focus_touches)} toques en ${n(thresholds.touch_window_days)} días fueron a ${people.es}`,
      };
    case 'no_decision_maker':
      return contacts.length === 0
        ? { en: 'nobody who decides is known', es: 'no se conoce a nadie que decida' }
        : {
            en: `nobody who decides is known; of the decision team only ${people.en}`,
            es: `no se conoce a nadie que decida; del equipo de decisión, solo ${people.es}`,
          };
    case 'decision_maker_unheard':
      return {
        en: `nobody who decides has been heard for ${n(thresholds.touch_window_days)} days: ${people.en}`,
        es: `en ${n(thresholds.touch_window_days)} días no ha respondido nadie que decida: ${people.es}`,
      };
    case 'hidden_dissent':
      return {
        en: `hidden dissent, against us and not spoken to alone for ${n(thresholds.touch_window_days)} days: ${rated.en}`,
        es: `disenso oculto, en contra y sin hablar a solas en ${n(thresholds.touch_window_days)} días: ${rated.es}`,
      };
    case 'negative_balance':
      return {
        en: `the account’s balance is ${b(evidence.balance)}: more influence is against than for; against us: ${rated.en}`,
        es: `el balance de la cuenta es ${b(evidence.balance)}: pesa más quien está en contra que a favor; en contra: ${rated.es}`,
      };
    case 'falling_balance':
      return {
        en: `the account’s balance fell from ${b(evidence.balance_before)} to ${b(evidence.balance)} in ${n(thresholds.rating_fresh_days)} days, pulled down by ${rated.en}`,
        es: `el balance de la cuenta cayó de ${b(evidence.balance_before)} a ${b(evidence.balance)} en ${n(thresholds.rating_fresh_days)} días; lo ${contacts.length === 1 ? 'baja' : 'bajan'} ${rated.es}`,
      };
    case 'stalled':
      return {
        en: `stalled: ${n(evidence.days_in_stage)} days in its stage; four of five won deals took at most ${n(evidence.usual_days)}`,
        es: `estancada: ${n(evidence.days_in_stage)} días en su etapa; cuatro de cada cinco ganadas tardaron como mucho ${n(evidence.usual_days)}`,
      };
    case 'overdue': {
      const day = evidence.expected_close_on === null ? '–' : writers.day(evidence.expected_close_on);
      return { en: `overdue: expected to close on ${day}`, es: `vencida: su cierre estaba previsto para el ${day}` };
    }
  }
}

/** Only what makes it so: most touches to one person, or tries without an answer, or both. */
function pressure(
  { touches, most, unanswered }: Evidence,
  contacts: readonly Person[],
  { pressure_window_days, pressure_min_touches, pressure_top_share, unanswered_streak }: Thresholds,
  n: (value: number | null) => string,
  people: Text,
): Text {
  const isMost = (touches ?? 0) >= pressure_min_touches && (most ?? 0) > (touches ?? 0) * pressure_top_share;
  const inVain = (unanswered ?? 0) >= unanswered_streak;
  const [first] = contacts;
  const one = first?.name ?? '?';
  const days = n(pressure_window_days);
  if (!isMost) {
    return {
      en: `pressed: tried up to ${n(unanswered)} times in a row without an answer in ${days} days: ${people.en}`,
      es: `presión: hasta ${n(unanswered)} intentos seguidos sin respuesta en ${days} días: ${people.es}`,
    };
  }
  return {
    en: `pressed: ${n(most)} of ${n(touches)} touches in ${days} days went to ${one}${inVain ? `, up to ${n(unanswered)} in a row without an answer` : ''}`,
    es: `presión: ${n(most)} de ${n(touches)} toques en ${days} días fueron a ${one}${inVain ? `, hasta ${n(unanswered)} seguidos sin respuesta` : ''}`,
  };
}

function listOf(contacts: readonly Person[], { whole, rating }: Writers, withRating: boolean): Text {
  if (contacts.length === 0) return { en: '–', es: '–' };
  const names = contacts
    .slice(0, mostNames)
    .map((person) =>
      withRating && person.rating !== null ? `${person.name} (${rating(person.rating)})` : person.name,
    );
  const more = contacts.length - names.length;
  return {
    en: `${names.join(', ')}${more > 0 ? ` and ${whole(more)} more` : ''}`,
    es: `${names.join(', ')}${more > 0 ? ` y ${whole(more)} más` : ''}`,
  };
}
