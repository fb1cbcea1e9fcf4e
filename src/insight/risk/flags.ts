import type { Text } from '../../domain/text.ts';

/** What may be wrong with an open deal, or with its account. */
export const flagIds = [
  'pressured',
  'silent',
  'single_threaded',
  'concentrated',
  'no_decision_maker',
  'decision_maker_unheard',
  'hidden_dissent',
  'negative_balance',
  'falling_balance',
  'stalled',
  'overdue',
] as const;
export type FlagId = (typeof flagIds)[number];

/** What each flag is called. */
export const flagLabels: Readonly<Record<FlagId, Text>> = {
  pressured: { en: 'pressured', es: 'presionada' },
  silent: { en: 'silent', es: 'en silencio' },
  single_threaded: { en: 'one contact only', es: 'un solo interlocutor' },
  concentrated: { en: 'all on one contact', es: 'todo en un contacto' },
  no_decision_maker: { en: 'no decision maker known', es: 'sin decisor conocido' },
  decision_maker_unheard: { en: 'decision maker not reached', es: 'decisor sin contactar' },
  hidden_dissent: { en: 'hidden dissent', es: 'disenso oculto' },
  negative_balance: { en: 'balance below zero', es: 'balance bajo cero' },
  falling_balance: { en: 'balance falling', es: 'balance en caída' },
  stalled: { en: 'stalled', es: 'estancada' },
  overdue: { en: 'overdue', es: 'vencida' },
};

/** Those that are an account's own: all its open deals carry them. */
export const accountFlagIds = [
  'pressured',
  'silent',
  'single_threaded',
  'concentrated',
  'negative_balance',
  'falling_balance',
] as const satisfies readonly FlagId[];
export type AccountFlagId = (typeof accountFlagIds)[number];

/** Whether a flag is an account's own. */
export function isAccounts(flag: FlagId): flag is AccountFlagId {
  return (accountFlagIds as readonly FlagId[]).includes(flag);
}
