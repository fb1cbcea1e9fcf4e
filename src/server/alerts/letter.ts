import type { Language } from '../../domain/text.ts';
import { type FlagId, flagLabels } from '../../insight/risk/flags.ts';
import { findKpi } from '../../kpi/answer.ts';
import { countText } from '../../kpi/counts.ts';
import { valueFormatter } from '../../kpi/format-value.ts';
import { catalogueKpis as kpis } from '../insight/with-facts.ts';
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
  alert: Alert,
  found: Found,
  currency: string,
): Letter {
  const es = language === 'es';
  return {
    to: email,
    language,
    subject: `${es ? 'Aviso' : 'Alert'}: ${alert.name}`,
    blocks: [
      paragraph(conditionText(alert, found, language, currency)),
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
  language: Language,
  currency: string,
): string {
  const es = language === 'es';
  const kpi = kind === 'kpi' ? findKpi(kpis, subject) : null;
  const format = valueFormatter(language, currency);
  const write = (number: number | null): string =>
    kpi === null ? countText(language, number ?? 0) : format({ value: number }, kpi.unit);
  const flag = flagLabels[subject as FlagId]?.[language] ?? subject;
  const label = kpi?.label[language] ?? (es ? `Señal «${flag}»` : `Flag “${flag}”`);
  const span = kpi === null ? '' : es ? ` en ${days} días` : ` in ${days} days`;
  const whose = [rep_id, team_id].filter((id) => id !== null).join(', ');
  const range = interval === null ? '' : ` [${write(interval[0])} … ${write(interval[1])}]`;
  const way = direction === 'above' ? (es ? 'por encima de' : 'above') : es ? 'por debajo de' : 'below';
  return `${label}${span}${whose === '' ? '' : ` (${whose})`}: ${write(value)}${range}, ${way} ${write(bound)}.`;
}
