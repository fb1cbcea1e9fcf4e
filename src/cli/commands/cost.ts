import { countText } from '../../domain/numbers.ts';
import {
  type CostKpi,
  costKpis,
  costOfCustomers,
  type CustomerCost,
  type GroupCost,
  type Untold,
} from '../../insight/cost/cost.ts';
import type { Cycle, Mark } from '../../insight/cost/cycle.ts';
import { costToJson } from '../../insight/cost/json.ts';
import { labelOf } from '../../insight/effects/labels.ts';
import type { Text } from '../../domain/text.ts';
import type { OpenLog } from '../../engine/cache.ts';
import type { UncertainValue } from '../../insight/uncertainty/answer.ts';
import type { Kpi, Unit } from '../../kpi/kpi.ts';
import type { CliContext } from '../context.ts';
import { valueFormatter } from '../../kpi/format-value.ts';
import { type LogOptions, withLog } from '../log-session.ts';
import { memberNames } from '../../kpi/names.ts';
import { deliver } from '../output.ts';
import { renderTable, wrap } from '../table.ts';
import { bucketPeriod, parseWhere } from '../../kpi/where.ts';

export type CostOptions = LogOptions & {
  readonly by: string;
  readonly from?: string;
  readonly to?: string;
  readonly where?: readonly string[];
  readonly format: 'table' | 'json';
  readonly out?: string;
};

/** `tacto cost --by source`: what a customer costs in money, time and energy, and how long deals take. */
export async function costCommand(context: CliContext, options: CostOptions): Promise<void> {
  await withLog(context, options, async ({ log, kpis }) => {
    const { filters, bucket } = parseWhere(options.where ?? []);
    const cost = await costOfCustomers(log, kpis, {
      by: options.by,
      where: filters,
      ...(options.from === undefined ? {} : { from: options.from }),
      ...(options.to === undefined ? {} : { to: options.to }),
      ...bucketPeriod(bucket, log.workspace, options),
    });
    const text =
      options.format === 'json' ? JSON.stringify(costToJson(log, cost)) : await toText(context, log, kpis, cost);
    await deliver(`${text}\n`, options.out);
  });
}

/** The mark that the table shows of each member. */
const shownDays = 90;

async function toText(
  context: CliContext,
  log: OpenLog,
  kpis: ReadonlyMap<string, Kpi>,
  cost: CustomerCost,
): Promise<string> {
  const { say, language, width } = context;
  const { by, question, all, members } = cost;
  const format = valueFormatter(language, log.workspace.currency);
  const shown = costKpis.filter((id) => all.costs[id] !== null);
  const names = await memberNames(log, [by], say({ en: '(none)', es: '(ninguno)' }));
  const ranged = ({ value, interval, numerator }: UncertainValue, unit: Unit): string =>
    value === null
      ? (numerator ?? 0) > 0
        ? `${format({ value: numerator! }, unit)} / 0`
        : '–'
      : interval === null
        ? format({ value }, unit)
        : `${format({ value }, unit)} [${interval.map((end) => format({ value: end }, unit)).join('\u00A0…\u00A0')}]`;
  const wonSoon = (cycle: Cycle | null): string => {
    const mark = cycle?.marks.find(({ days }) => days === shownDays);
    if (mark === undefined || mark.won === null) return '–';
    const interval = mark.wonInterval;
    return interval === null
      ? format({ value: mark.won }, 'ratio')
      : ranged({ value: mark.won, interval, n: 0 }, 'ratio');
  };
  const row = (title: string, { contracts, costs, cycle }: GroupCost): string[] => [
    title,
    countText(language, contracts.value ?? 0),
    ...shown.map((id) => (costs[id] === null ? '–' : ranged(costs[id], kpis.get(id)!.unit))),
    cycle === null ? '–' : countText(language, cycle.deals),
    wonSoon(cycle),
  ];
  const table = renderTable(
    [
      { title: by, wraps: true },
      { title: say({ en: 'contracts', es: 'contratos' }), align: 'right' },
      ...shown.map((id) => ({ title: `${say(kpis.get(id)!.label)} (95 %)`, align: 'right' as const })),
      { title: say({ en: 'deals begun', es: 'iniciadas' }), align: 'right' },
      {
        title: say({ en: `won within ${shownDays} days (95 %)`, es: `ganadas en ${shownDays} días (95 %)` }),
        align: 'right',
      },
    ],
    [...members.map((member) => row(names(by, member.member), member)), row(say({ en: 'all', es: 'total' }), all)],
    width,
  );
  const head = `${say({ en: 'What a customer costs', es: 'Lo que cuesta un cliente' })} · ${question.from} – ${question.to.subtract({ days: 1 })}`;
  const parts = [head, table, curve(context, all.cycle, format), notes(context, kpis, cost)];
  return parts.filter((part) => part !== '').join('\n\n');
}

const barWidth = 40;

/** What has become of the deals of a period as they grew older. */
function curve(
  { say, language, width }: CliContext,
  cycle: Cycle | null,
  format: ReturnType<typeof valueFormatter>,
): string {
  if (cycle === null || cycle.deals === 0) return '';
  const share = (value: number | null): string => format({ value }, 'ratio');
  const rows = cycle.marks
    .filter(({ open }) => open !== null)
    .map((mark) => [countText(language, mark.days), share(mark.won), share(mark.lost), share(mark.open), bar(mark)]);
  if (rows.length === 0) return '';
  const { half } = cycle;
  const open = cycle.deals - cycle.won - cycle.lost;
  const title = say({
    en: `The cycle: of ${countText(language, cycle.deals)} deals that began in the period (${countText(language, open)} still open, counted as long as they have been seen)`,
    es: `El ciclo: de ${countText(language, cycle.deals)} oportunidades iniciadas en el periodo (${countText(language, open)} aún abiertas, que cuentan mientras se las ha visto)`,
  });
  const table = renderTable(
    [
      { title: say({ en: 'after days', es: 'tras días' }), align: 'right' },
      { title: say({ en: 'won', es: 'ganadas' }), align: 'right' },
      { title: say({ en: 'lost', es: 'perdidas' }), align: 'right' },
      { title: say({ en: 'open', es: 'abiertas' }), align: 'right' },
      { title: say({ en: '█ won  ░ lost  · open', es: '█ ganadas  ░ perdidas  · abiertas' }) },
    ],
    rows,
    width,
  );
  const text = half === null ? [] : wrap(say(halfText(half, (n) => countText(language, Math.round(n)))), width);
  return [wrap(title, width).join('\n'), table, ...(text.length === 0 ? [] : [text.join('\n')])].join('\n\n');
}

function halfText({ days, interval }: NonNullable<Cycle['half']>, n: (value: number) => string): Text {
  const [low, high] = interval.map((end) => (end === null ? '–' : n(end)));
  return {
    en: `Half of them have come to an end, won or lost, after ${n(days)} days [${low} … ${high}].`,
    es: `La mitad ha terminado, ganada o perdida, a los ${n(days)} días [${low} … ${high}].`,
  };
}

function bar({ won, lost }: Mark): string {
  const [wonCells, lostCells] = [won!, lost!].map((share) => Math.round(share * barWidth));
  const openCells = Math.max(0, barWidth - wonCells! - lostCells!);
  return '█'.repeat(wonCells!) + '░'.repeat(lostCells!) + '·'.repeat(openCells);
}

const reasons: Readonly<Record<Untold, Text>> = {
  not_in_log: { en: 'the log has nothing of it', es: 'el registro no tiene nada de ello' },
  not_by_dimension: { en: 'costs are not known by this', es: 'los costes no se conocen por esto' },
  not_assigned: { en: 'none of it names one: it stands in the total', es: 'no nombra ninguno: está en el total' },
};

function notes(
  { say, width }: CliContext,
  kpis: ReadonlyMap<string, Kpi>,
  { by, untold, members }: CustomerCost,
): string {
  const isLoose = members.some(
    ({ member, contracts, costs }) =>
      member === null && (contracts.value ?? 0) === 0 && costKpis.some((id) => (costs[id]?.numerator ?? 0) > 0),
  );
  const of = labelOf(by);
  const left = [...untold].map(([id, why]: [CostKpi, Untold]) => `${say(kpis.get(id)!.label)} (${say(reasons[why])})`);
  return [
    say({
      en: 'Costs are those of the period for each of its contracts; what is spent now may be for contracts to come. In brackets: where the true value lies with a confidence of 95 %; where two overlap widely, chance may make the difference.',
      es: 'Los costes son los del periodo por cada uno de sus contratos; lo que se gasta ahora puede ser para contratos futuros. Entre corchetes: dónde está el valor verdadero con una confianza del 95 %; donde dos se solapan mucho, la diferencia puede ser azar.',
    }),
    ...(isLoose
      ? [
          say({
            en: `“(none)” is what names no ${of.en}: it weighs on the total alone, so the rows above look cheaper than a customer is.`,
            es: `«(ninguno)» es lo que no nombra ${of.es}: pesa solo en el total, así que las filas de arriba parecen más baratas de lo que cuesta un cliente.`,
          }),
        ]
      : []),
    ...(left.length === 0 ? [] : [say({ en: `Not told: ${left.join(', ')}.`, es: `No se dice: ${left.join(', ')}.` })]),
  ]
    .flatMap((note) => wrap(note, width))
    .join('\n');
}
