import type { Text } from '../../domain/text.ts';
import type { Thresholds } from '../../domain/workspace.ts';
import type { Tact } from './tact.ts';

/** What the roles of a decision team are called in a sentence. */
const roleWords: Readonly<Record<string, Text>> = {
  decision_maker: { en: 'decides', es: 'decide' },
  economic_buyer: { en: 'holds the budget', es: 'tiene el presupuesto' },
  champion: { en: 'is for us', es: 'está a favor' },
  influencer: { en: 'has influence', es: 'influye' },
  technical_buyer: { en: 'judges the technical side', es: 'juzga la parte técnica' },
  user: { en: 'will use it', es: 'lo usará' },
  gatekeeper: { en: 'opens the door', es: 'abre la puerta' },
  other: { en: 'is in the decision team', es: 'está en el equipo de decisión' },
};

/** Why to leave a contact in peace, with whom to speak instead; null where a further touch does no harm. */
export function tactInWords(
  { pressure, isPressed, others }: Tact,
  { pressure_window_days }: Pick<Thresholds, 'pressure_window_days'>,
): Text | null {
  if (!isPressed) return null;
  const { name, own, touches, unanswered, isMost, isUnanswered } = pressure;
  const most: Text = {
    en: `${own} of the ${touches} touches of this account in ${pressure_window_days} days went to ${name}`,
    es: `${own} de los ${touches} toques de esta cuenta en ${pressure_window_days} días fueron a ${name}`,
  };
  const silent: Text = {
    en: `${name} has not answered the last ${unanswered}`,
    es: `${name} no ha respondido a los últimos ${unanswered}`,
  };
  const why: Text =
    isMost && isUnanswered
      ? {
          en: `${most.en}, and the last ${unanswered} got no answer`,
          es: `${most.es}, y los últimos ${unanswered} no tuvieron respuesta`,
        }
      : isMost
        ? most
        : silent;
  const instead = insteadOf(others.map(({ name: other, role }) => ({ name: other, role })));
  return { en: `${why.en}. ${instead.en}`, es: `${why.es}. ${instead.es}` };
}

function insteadOf(others: readonly { readonly name: string; readonly role: string | null }[]): Text {
  if (others.length === 0) {
    return {
      en: 'Nobody else is known there: ask who else is concerned before you try again.',
      es: 'No se conoce a nadie más: averigüe quién más está implicado antes de volver a intentarlo.',
    };
  }
  const named = (language: 'en' | 'es'): string =>
    others
      .map(({ name, role }) => (role === null ? name : `${name} (${roleWords[role]?.[language] ?? role})`))
      .join(', ');
  return { en: `Speak first with ${named('en')}.`, es: `Hable antes con ${named('es')}.` };
}
