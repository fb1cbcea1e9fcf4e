import type { Text } from '../../domain/text.ts';
import type { TouchProposal } from './proposals.ts';

const nobody: Text = { en: 'somebody there', es: 'alguien de allí' };

/** Why a touch is proposed, in one sentence. */
export function proposalInWords({ kind, accountName, dealName, contactName, days }: TouchProposal): Text {
  const n = days === null ? null : String(days);
  const account = accountName ?? '–';
  const deal = dealName ?? account;
  const person: Text = contactName === null ? nobody : { en: contactName, es: contactName };
  switch (kind) {
    case 'unpresented_proposal':
      return {
        en: `The proposal for ${deal} was sent ${n} days ago and nobody who decides has had it presented. Agree on half an hour with them.`,
        es: `La propuesta de ${deal} se envió hace ${n} días y no se ha presentado a nadie que decida. Acuerde media hora con ellos.`,
      };
    case 'unmet_member':
      return {
        en: `${person.en} decides on ${deal}, and nobody has ever spoken to them alone. In a group, dissent goes unsaid.`,
        es: `${person.es} decide sobre ${deal} y nadie ha hablado nunca a solas con esa persona. En grupo, el desacuerdo se calla.`,
      };
    case 'silent_account':
      return n === null
        ? {
            en: `${account} has an open deal and has never answered. Try ${person.en}.`,
            es: `${account} tiene una oportunidad abierta y nunca ha respondido. Pruebe con ${person.es}.`,
          }
        : {
            en: `${account} has an open deal and has not been heard for ${n} days. Speak with ${person.en}.`,
            es: `${account} tiene una oportunidad abierta y no da señales desde hace ${n} días. Hable con ${person.es}.`,
          };
  }
}
