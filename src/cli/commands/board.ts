import { dayOf } from '../../domain/calendar.ts';
import type { Value } from '../../engine/ask.ts';
import type { OpenLog } from '../../engine/cache.ts';
import { answerKpis, findKpi, type KpiAnswer, periodOf } from '../../kpi/answer.ts';
import { catalogueIds } from '../../kpi/catalogue/index.ts';
import type { Kpi } from '../../kpi/kpi.ts';
import { checkNeeds, needsInWords } from '../../kpi/needs.ts';
import { playbooks } from '../../kpi/playbooks.ts';
import { questions } from '../../kpi/questions.ts';
import type { CliContext } from '../context.ts';
import { countText, restsOn } from '../../kpi/counts.ts';
import { sparkline, type ValueFormatter, valueFormatter } from '../../kpi/format-value.ts';
import { lacksRate, ratesMissing, type Unpriced, unpricedOf } from './board-money.ts';
import { type LogOptions, withLog } from '../log-session.ts';
import { type MemberNames, memberNames } from '../names.ts';
import { renderTable } from '../table.ts';

export type BoardOptions = LogOptions & { readonly playbook?: string; readonly from?: string; readonly to?: string };

type Kpis = ReadonlyMap<string, Kpi>;
type Period = { readonly from: Temporal.PlainDate; readonly to: Temporal.PlainDate };
type Page = {
  readonly context: CliContext;
  readonly log: OpenLog;
  readonly kpis: Kpis;
  readonly period: Period;
  readonly format: ValueFormatter;
  readonly unpriced: Unpriced;
};

const trendMonths = 12;

/** `tacto board`: the period in numbers, each against the same length of time before, with a year's trend; then where to look. */
export async function boardCommand(context: CliContext, options: BoardOptions): Promise<void> {
  await withLog(context, options, async ({ log, kpis }) => {
    const period = await boardPeriod(log, options);
    const format = valueFormatter(context.language, log.workspace.currency);
    const page: Page = { context, log, kpis, period, format, unpriced: new Map() };
    const shown =
      options.playbook === undefined
        ? questions
        : questions.filter((q) => playbooks.find((p) => p.id === options.playbook)!.questions.includes(q.id));
    const sections: Section[] = shown.map((q) => ({ heading: context.say(q.text), kpis: q.kpis }));
    const own = [...kpis.keys()].filter((id) => !catalogueIds.has(id));
    if (own.length > 0) {
      sections.push({ heading: context.say({ en: 'Your own KPIs', es: 'Sus propios KPI' }), kpis: own });
    }
    const parts = await partsOf(page, sections).catch(async (error: unknown) => {
      if (!lacksRate(error)) throw error;
      const ids = [...sections.flatMap((section) => section.kpis), ...repColumns, ...worries];
      const from = [earlier(period), trendOf(period).from].toSorted(Temporal.PlainDate.compare)[0]!;
      const unpriced = await unpricedOf(log, kpis, [...new Set(ids)], { from, to: trendOf(period).to });
      return partsOf({ ...page, unpriced }, sections);
    });
    context.out(title(page));
    if (options.playbook !== undefined)
      context.out(context.say(playbooks.find((p) => p.id === options.playbook)!.label));
    for (const part of parts) context.out(`\n${part}`);
    context.out(
      `\n${context.say({ en: 'A number explained: tacto explain ID · the records behind it: tacto rows ID --data DIR', es: 'Un número explicado: tacto explain ID · los registros detrás: tacto rows ID --data DIR' })}`,
    );
  });
}

/** What the page has under its title. */
async function partsOf(page: Page, sections: readonly Section[]): Promise<readonly string[]> {
  const numbers = await numbersTable(page, sections);
  const names = await memberNames(page.log, ['rep', 'account'], page.context.say({ en: '(none)', es: '(ninguno)' }));
  return [numbers, await repsTable(page, names), await placesToLook(page, names)];
}

/** Without dates: the last three months up to the log's "now", whole months where the log allows. */
async function boardPeriod(log: OpenLog, options: BoardOptions): Promise<Period> {
  const last = dayOf(log.asOf.subtract({ microseconds: 1 }), log.workspace.timezone);
  if (options.from !== undefined || options.to !== undefined) return periodOf(log, options.from, options.to);
  return { from: last.with({ day: 1 }).subtract({ months: 2 }), to: last.add({ days: 1 }) };
}

function title({ context, log, period }: Page): string {
  const { workspace } = log;
  const day = (date: Temporal.PlainDate): string =>
    date.toLocaleString(context.language === 'es' ? 'es-ES' : 'en-GB', {
      day: 'numeric',
      month: 'short',
      year: 'numeric',
    });
  const now = day(dayOf(log.asOf.subtract({ microseconds: 1 }), workspace.timezone));
  const span = `${day(period.from)} – ${day(period.to.subtract({ days: 1 }))}`;
  return `${workspace.name ?? 'Tacto'} · ${span} · ${context.say({ en: `what was known on ${now}`, es: `lo que se sabía el ${now}` })}`;
}

type Section = { readonly heading: string; readonly kpis: readonly string[] };

async function numbersTable(page: Page, sections: readonly Section[]): Promise<string> {
  const { context, log, kpis, period, format } = page;
  const ids = [...new Set(sections.flatMap((section) => section.kpis))];
  const before: Period = { from: earlier(period), to: period.from };
  const lacking = await missingOf(
    log,
    ids.map((id) => findKpi(kpis, id)),
  );
  const ready = ids.filter((id) => !lacking.has(id) && !page.unpriced.has(id));
  const [now, then, trend] = [
    await totals(page, ready, period),
    await totals(page, ready, before),
    await trends(page, ready),
  ];
  const { say } = context;
  const right = (heading: string) => ({ title: heading, align: 'right' as const });
  const seen = new Set<string>();
  const rows = sections.flatMap(({ heading, kpis: list }) => [
    [heading],
    ...list
      .filter((id) => !seen.has(id) && seen.add(id))
      .map((id) => {
        const kpi = findKpi(kpis, id);
        const value = now.get(id);
        const missing = lacking.get(id);
        if (missing !== undefined) {
          return [
            `  ${say(kpi.label)}`,
            '–',
            '',
            '',
            say({ en: 'no data', es: 'sin datos' }),
            `${id}: ${say(needsInWords(missing))}`,
          ];
        }
        if (page.unpriced.has(id)) {
          const noRate = say({ en: 'no exchange rate', es: 'sin tipo de cambio' });
          return [`  ${say(kpi.label)}`, '–', '', '', noRate, id];
        }
        return [
          `  ${say(kpi.label)}`,
          text(format, value, kpi),
          basis(context, value),
          text(format, then.get(id), kpi),
          sparkline(trend.get(id) ?? []),
          id,
        ];
      }),
  ]);
  return renderTable(
    [
      { title: '' },
      right(say({ en: 'now', es: 'ahora' })),
      right(say({ en: 'of +pending', es: 'de +pendientes' })),
      right(say({ en: 'before', es: 'antes' })),
      { title: say({ en: `${trendMonths} months`, es: `${trendMonths} meses` }) },
      { title: 'id' },
    ],
    rows,
    context.width,
  );
}

/** What the log lacks for the KPIs that it cannot answer: their numbers would say 0 where nothing is known. */
async function missingOf(log: OpenLog, wanted: readonly Kpi[]): Promise<ReadonlyMap<string, readonly string[]>> {
  const readiness = await checkNeeds(log, wanted);
  return new Map(readiness.flatMap(({ kpi, missing }) => (missing.length === 0 ? [] : [[kpi.id, missing] as const])));
}

/** A period of the same length right before; whole months before whole months. */
function earlier({ from, to }: Period): Temporal.PlainDate {
  const span = from.until(to, { largestUnit: 'months' });
  return span.days === 0
    ? from.subtract({ months: span.months })
    : from.subtract({ days: from.until(to, { largestUnit: 'days' }).days });
}

async function totals(
  { log, kpis }: Page,
  ids: readonly string[],
  period: Period,
): Promise<ReadonlyMap<string, Value>> {
  if (ids.length === 0) return new Map();
  const answer = await answerKpis(log, kpis, { kpis: ids, from: period.from, to: period.to });
  const values = answer.rows[0]?.values ?? [];
  return new Map(answer.kpis.map((kpi, i) => [kpi.id, values[i]!]));
}

/** A year of months up to the period's end. */
function trendOf(period: Period): Period {
  const to = period.to.subtract({ days: 1 }).with({ day: 1 }).add({ months: 1 });
  return { from: to.subtract({ months: trendMonths }), to };
}

async function trends(
  { log, kpis, period }: Page,
  ids: readonly string[],
): Promise<ReadonlyMap<string, (number | null)[]>> {
  if (ids.length === 0) return new Map();
  const answer = await answerKpis(log, kpis, { kpis: ids, by: ['month'], ...trendOf(period) });
  return new Map(answer.kpis.map((kpi, i) => [kpi.id, answer.rows.map((row) => row.values[i]!.value)]));
}

const repColumns = [
  'dials',
  'reach_rate',
  'qualified_meetings',
  'proposal_presentations',
  'presented_share',
  'contracts',
  'contract_volume',
  'win_rate',
  'pressured_accounts',
  'silent_accounts',
];

/** In a narrower terminal the columns of the reps make two tables: no number is ever cut. */
const roomForAll = 140;

async function repsTable({ context, log, kpis, period, format, unpriced }: Page, names: MemberNames): Promise<string> {
  const lacking = await missingOf(
    log,
    repColumns.map((id) => findKpi(kpis, id)),
  );
  const shown = repColumns.filter((id) => !lacking.has(id) && !unpriced.has(id));
  if (shown.length === 0) return '';
  const answer = await answerKpis(log, kpis, {
    kpis: shown,
    by: ['rep'],
    from: period.from,
    to: period.to,
  });
  const { say } = context;
  const heading = say({
    en: 'By rep (small numbers are small: read the counts, not the rank; after “+”, the pending ones)',
    es: 'Por comercial (lo poco es poco: mire las cuentas, no el puesto; tras «+», los pendientes)',
  });
  const places = answer.kpis.map((_, i) => i);
  const halves = context.width < roomForAll ? [places.slice(0, 5), places.slice(5)] : [places];
  const tables = halves
    .filter((half) => half.length > 0)
    .map((half) =>
      renderTable(
        [{ title: '' }, ...half.map((i) => ({ title: say(answer.kpis[i]!.label), align: 'right' as const }))],
        answer.rows.map((row) => [
          names('rep', row.members[0]!),
          ...half.map((i) =>
            `${text(format, row.values[i], answer.kpis[i]!)} ${restsOn(context.language, row.values[i]!)}`.trimEnd(),
          ),
        ]),
        context.width,
      ),
    );
  return `${heading}\n${tables.join('\n\n')}`;
}

const worries = [
  'pressured_accounts',
  'silent_accounts',
  'single_threaded_accounts',
  'hidden_dissent',
  'overdue_pipeline',
];

/** For each risk that is present, who has most of it. */
async function placesToLook(page: Page, names: MemberNames): Promise<string> {
  const { context, log, kpis, period, format, unpriced } = page;
  const lines: string[] = [];
  const lacking = await missingOf(
    log,
    worries.map((id) => findKpi(kpis, id)),
  );
  for (const id of worries) {
    if (lacking.has(id) || unpriced.has(id)) continue;
    const answer = await answerKpis(log, kpis, {
      kpis: [id],
      by: ['rep'],
      from: period.from,
      to: period.to,
    });
    const found = mostFirst(answer);
    if (found.length === 0) continue;
    const kpi = answer.kpis[0]!;
    const some = found.slice(0, 3).map(({ rep, value }) => `${names('rep', rep)} ${text(format, value, kpi)}`);
    lines.push(`  ${context.say(kpi.label)}: ${some.join(' · ')}`, `    ${context.say(kpi.explanation)}`);
  }
  if (lacking.size > 0) {
    const ids = [...lacking.keys()].join(', ');
    lines.push(
      context.say({ en: `  This log lacks the data for: ${ids}`, es: `  Faltan datos en este registro para: ${ids}` }),
    );
  }
  for (const fault of ratesMissing(unpriced)) lines.push(`  ${fault.in(context.language)}`);
  const heading = context.say({ en: 'Where to look', es: 'Dónde mirar' });
  return lines.length === 0
    ? `${heading}: ${context.say({ en: 'nothing stands out.', es: 'nada llama la atención.' })}`
    : [heading, ...lines].join('\n');
}

function mostFirst(answer: KpiAnswer): { rep: string | null; value: Value }[] {
  return answer.rows
    .map((row) => ({ rep: row.members[0]!, value: row.values[0]! }))
    .filter(({ value }) => (value.value ?? 0) > 0)
    .sort((a, b) => b.value.value! - a.value.value!);
}

function text(format: ValueFormatter, value: Value | undefined, kpi: Kpi): string {
  return value === undefined ? '–' : format(value, kpi.unit);
}

/** How many records a rate rests on, and of a cohort how many are pending: `41 +37`. */
function basis(context: CliContext, value: Value | undefined): string {
  const n = value?.denominator ?? value?.n ?? null;
  const pending = value?.pending ?? 0;
  const known = n === null || !Number.isInteger(n) ? '' : countText(context.language, n);
  return pending === 0 ? known : `${known} +${countText(context.language, pending)}`;
}
