import { dayOf } from '../../domain/calendar.ts';
import { countText, localeOf } from '../../domain/numbers.ts';
import type { Value } from '../../engine/answer-row.ts';
import type { OpenLog } from '../../engine/cache.ts';
import { type Board, boardOf, type BoardNumber, trendMonths } from '../../insight/board/board.ts';
import { restsOn } from '../../kpi/counts.ts';
import { sparkline, type ValueFormatter, valueFormatter } from '../../kpi/format-value.ts';
import type { Kpi } from '../../kpi/kpi.ts';
import { needsInWords } from '../../kpi/needs.ts';
import { playbooks } from '../../kpi/playbooks.ts';
import type { CliContext } from '../context.ts';
import { goalsLine } from '../goals-line.ts';
import { type LogOptions, withLog } from '../log-session.ts';
import { type MemberNames, memberNames } from '../../kpi/names.ts';
import { renderTable } from '../table.ts';

export type BoardOptions = LogOptions & { readonly playbook?: string; readonly from?: string; readonly to?: string };

type Page = {
  readonly context: CliContext;
  readonly log: OpenLog;
  readonly board: Board;
  readonly format: ValueFormatter;
};

/** `tacto board`: the period in numbers, each against the same length of time before, with a year's trend; then where to look. */
export async function boardCommand(context: CliContext, options: BoardOptions): Promise<void> {
  await withLog(context, options, async ({ log, kpis }) => {
    const { playbook, from, to } = options;
    const board = await boardOf(log, kpis, {
      ...(playbook === undefined ? {} : { playbook }),
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
    });
    const page: Page = { context, log, board, format: valueFormatter(context.language, log.workspace.currency) };
    context.out(title(page));
    if (playbook !== undefined) context.out(context.say(playbooks.find(({ id }) => id === playbook)!.label));
    context.out(`\n${numbersTable(page)}`);
    const names = await memberNames(log, ['rep', 'team', 'account'], context.say({ en: '(none)', es: '(ninguno)' }));
    const only = new Set(board.sections.flatMap(({ numbers }) => numbers.map(({ kpi }) => kpi.id)));
    const goals = await goalsLine({ ...page, kpis, names, only });
    if (goals !== '') context.out(`\n${goals}`);
    context.out(`\n${repsTable(page, names)}`);
    context.out(`\n${placesToLook(page, names)}`);
    context.out(
      `\n${context.say({ en: 'A number explained: tacto explain ID · the records behind it: tacto rows ID --data DIR', es: 'Un número explicado: tacto explain ID · los registros detrás: tacto rows ID --data DIR' })}`,
    );
  });
}

function title({ context, log, board: { period } }: Page): string {
  const { workspace } = log;
  const day = (date: Temporal.PlainDate): string =>
    date.toLocaleString(localeOf(context.language), {
      day: 'numeric',
      month: 'short',
      year: 'numeric',
    });
  const now = day(dayOf(log.asOf.subtract({ microseconds: 1 }), workspace.timezone));
  const span = `${day(period.from)} – ${day(period.to.subtract({ days: 1 }))}`;
  return `${workspace.name ?? 'Tacto'} · ${span} · ${context.say({ en: `what was known on ${now}`, es: `lo que se sabía el ${now}` })}`;
}

function numbersTable(page: Page): string {
  const { context, board } = page;
  const { say } = context;
  const right = (heading: string) => ({ title: heading, align: 'right' as const });
  const rows = board.sections.flatMap(({ question, numbers }) => [
    [question === null ? say({ en: 'Your own KPIs', es: 'Sus propios KPI' }) : say(question.text)],
    ...numbers.map((number) => numberRow(page, number)),
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

function numberRow({ context, format }: Page, { kpi, now, before, trend, missing, unpriced }: BoardNumber): string[] {
  const { say } = context;
  const label = `  ${say(kpi.label)}`;
  if (missing.length > 0) {
    const words = say(needsInWords(missing));
    return [label, '–', '', '', say({ en: 'no data', es: 'sin datos' }), `${kpi.id}: ${words}`];
  }
  if (unpriced) return [label, '–', '', '', say({ en: 'no exchange rate', es: 'sin tipo de cambio' }), kpi.id];
  return [label, text(format, now, kpi), basis(context, now), text(format, before, kpi), sparkline(trend), kpi.id];
}

/** In a narrower terminal the columns of the reps make two tables: no number is ever cut. */
const roomForAll = 140;

function repsTable({ context, board: { reps: answer }, format }: Page, names: MemberNames): string {
  if (answer === null) return '';
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

/** For each risk that is present, who has most of it. */
function placesToLook({ context, board, format }: Page, names: MemberNames): string {
  const lines = board.places.flatMap(({ kpi, reps }) => {
    const some = reps.slice(0, 3).map(({ rep, value }) => `${names('rep', rep)} ${text(format, value, kpi)}`);
    return [`  ${context.say(kpi.label)}: ${some.join(' · ')}`, `    ${context.say(kpi.explanation)}`];
  });
  if (board.unlooked.length > 0) {
    const ids = board.unlooked.join(', ');
    lines.push(
      context.say({ en: `  This log lacks the data for: ${ids}`, es: `  Faltan datos en este registro para: ${ids}` }),
    );
  }
  for (const fault of board.ratesMissing) lines.push(`  ${fault.in(context.language)}`);
  const heading = context.say({ en: 'Where to look', es: 'Dónde mirar' });
  return lines.length === 0
    ? `${heading}: ${context.say({ en: 'nothing stands out.', es: 'nada llama la atención.' })}`
    : [heading, ...lines].join('\n');
}

function text(format: ValueFormatter, value: Value | null | undefined, kpi: Kpi): string {
  return value === null || value === undefined ? '–' : format(value, kpi.unit);
}

/** How many records a rate rests on, and of a cohort how many are pending: `41 +37`. */
function basis(context: CliContext, value: Value | null): string {
  const n = value?.denominator ?? value?.n ?? null;
  const pending = value?.pending ?? 0;
  const known = n === null || !Number.isInteger(n) ? '' : countText(context.language, n);
  return pending === 0 ? known : `${known} +${countText(context.language, pending)}`;
}
