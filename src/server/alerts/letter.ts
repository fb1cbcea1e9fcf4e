import { countText } from '../../domain/numbers.ts';
import type { Language } from '../../domain/text.ts';
import type { Workspace } from '../../domain/workspace.ts';
import { type FlagId, flagLabels } from '../../insight/risk/flags.ts';
import { findKpi } from '../../kpi/answer.ts';
import type { Kpi } from '../../kpi/kpi.ts';
import { writerOf } from '../digest/figures.ts';
import { type Letter, link, paragraph } from '../mail/letter.ts';
import type { Reader } from '../mail/readers.ts';
import { unsubscribeOf } from '../mail/unsubscribe.ts';
import type { Services } from '../services.ts';
import type { Alert } from './alerts.ts';
import type { Found } from './evaluate.ts';

/** Says that the condition of an alert has come to hold. */
export function alertLetter(
  { keys, url }: Pick<Services, 'keys' | 'url'>,
  { email, language, org, user }: Reader,
  name: string,
  says: string,
): Letter {
  const es = language === 'es';
  return {
    to: email,
    language,
    subject: `${es ? 'Aviso' : 'Alert'}: ${name}`,
    blocks: [
      paragraph(says),
      paragraph(
        es
          ? 'No se lo volverá a decir mientras siga así; si deja de cumplirse y vuelve a ocurrir, sí.'
          : 'You will not be told again as long as it stays so; if it ends and comes back, you will.',
      ),
      link(es ? 'Abrir el tablero' : 'Open the board', `${url}/`),
    ],
    unsubscribe: unsubscribeOf(keys, url, { org, user, kind: 'alerts' }),
  };
}

/** “Win rate in 90 days: 12.0% [8.1% … 17.2%], below 20.0%.” */
export function conditionText(
  { kind, subject, days, direction, bound, rep_id, team_id }: Alert,
  { value, interval }: Found,
  kpis: ReadonlyMap<string, Kpi>,
  language: Language,
  workspace: Workspace,
): string {
  const es = language === 'es';
  const kpi = kind === 'kpi' ? findKpi(kpis, subject) : null;
  const write =
    kpi === null
      ? (count: number | null): string => countText(language, count ?? 0)
      : writerOf({ workspace }, kpi.unit, language);
  const flag = flagLabels[subject as FlagId]?.[language] ?? subject;
  const label = kpi?.label[language] ?? (es ? `Señal «${flag}»` : `Flag “${flag}”`);
  const span = kpi === null ? '' : es ? ` en ${days} días` : ` in ${days} days`;
  const whose = [rep_id, team_id].filter((id) => id !== null).join(', ');
  const way = direction === 'above' ? (es ? 'por encima de' : 'above') : es ? 'por debajo de' : 'below';
  return `${label}${span}${whose === '' ? '' : ` (${whose})`}: ${write(value, interval)}, ${way} ${write(bound)}.`;
}
