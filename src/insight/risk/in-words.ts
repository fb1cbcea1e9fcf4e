import type { Text } from '../../domain/text.ts';
import type { FlagId } from './flags.ts';
import type { Evidence } from './risks.ts';

/** Writes whole numbers and balances as a language does. */
export type Numbers = { readonly whole: (n: number) => string; readonly balance: (n: number) => string };

/** Why a deal has a flag, in words with the figures behind it. */
export function reasonOf(flag: FlagId, evidence: Evidence, { whole, balance }: Numbers): Text {
  const n = (value: number | null): string => whole(Math.round(value ?? 0));
  const b = (value: number | null): string => balance(value ?? 0);
  const { contact } = evidence;
  switch (flag) {
    case 'pressured':
      return {
        en: `pressed: ${n(evidence.most)} of ${n(evidence.touches)} touches went to one contact, ${n(evidence.unanswered)} in a row without an answer`,
        es: `presión: ${n(evidence.most)} de ${n(evidence.touches)} toques fueron a una persona, ${n(evidence.unanswered)} seguidos sin respuesta`,
      };
    case 'silent':
      return evidence.quiet_days === null
        ? { en: 'silent: nobody there has ever answered', es: 'silencio: nadie de la cuenta ha respondido nunca' }
        : {
            en: `silent: nobody there has answered for ${n(evidence.quiet_days)} days`,
            es: `silencio: nadie de la cuenta responde desde hace ${n(evidence.quiet_days)} días`,
          };
    case 'single_threaded':
      return {
        en: `one contact only: all answers come from ${contact ?? '?'}`,
        es: `un solo interlocutor: todas las respuestas son de ${contact ?? '?'}`,
      };
    case 'concentrated':
      return {
        en: `all on one contact: ${n(evidence.focus_most)} of ${n(evidence.focus_touches)} touches went to one person`,
        es: `todo en un contacto: ${n(evidence.focus_most)} de ${n(evidence.focus_touches)} toques fueron a una persona`,
      };
    case 'no_decision_maker':
      return { en: 'nobody who decides is known', es: 'no se conoce a nadie que decida' };
    case 'decision_maker_unheard':
      return {
        en: 'nobody who decides has been reached lately',
        es: 'no se ha hablado últimamente con nadie que decida',
      };
    case 'hidden_dissent':
      return {
        en: `hidden dissent: against us and never met alone, of the decision team: ${n(evidence.dissenters)}`,
        es: `disenso oculto: en contra y sin haberse visto a solas, del equipo de decisión: ${n(evidence.dissenters)}`,
      };
    case 'negative_balance':
      return {
        en: `the account’s balance is ${b(evidence.balance)}: more influence is against than for`,
        es: `el balance de la cuenta es ${b(evidence.balance)}: pesa más quien está en contra que a favor`,
      };
    case 'falling_balance':
      return {
        en: `the account’s balance fell from ${b(evidence.balance_before)} to ${b(evidence.balance)}`,
        es: `el balance de la cuenta cayó de ${b(evidence.balance_before)} a ${b(evidence.balance)}`,
      };
    case 'stalled':
      return {
        en: `stalled: ${n(evidence.days_in_stage)} days in its stage; four of five won deals took at most ${n(evidence.usual_days)}`,
        es: `estancada: ${n(evidence.days_in_stage)} días en su etapa; cuatro de cada cinco ganadas tardaron como mucho ${n(evidence.usual_days)}`,
      };
    case 'overdue':
      return { en: 'its expected close date has passed', es: 'su fecha prevista de cierre ya pasó' };
  }
}
