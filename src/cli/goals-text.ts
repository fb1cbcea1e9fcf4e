import { dayOf } from '../domain/calendar.ts';
import { countText, localeOf } from '../domain/numbers.ts';
import type { Text } from '../domain/text.ts';
import { goalGrains } from '../domain/vocabulary.ts';
import type { Goal, Owner } from '../insight/goals/goal.ts';
import type { Goals } from '../insight/goals/goals.ts';
import { verdictInWords, verdictNames } from '../insight/goals/in-words.ts';
import { calendarDays, type GoalStanding } from '../insight/goals/standing.ts';
import { verdicts } from '../insight/goals/verdict.ts';
import type { Unit } from '../kpi/kpi.ts';
import type { CliContext } from './context.ts';
import { spanText } from './format-span.ts';
import { type ValueFormatter } from '../kpi/format-value.ts';
import type { MemberNames } from '../kpi/names.ts';
import { renderTable, type TableColumn, wrap } from './table.ts';

/** What the page of goals is written of. */
export type GoalsPage = {
  readonly context: CliContext;
  readonly goals: Goals;
  readonly format: ValueFormatter;
  readonly names: MemberNames;
};

/** Goals for people: a table for each KPI and period, the soonest to end first. */
export function goalsText(page: GoalsPage): string {
  const { goals, context } = page;
  const groups = [...Map.groupBy(goals.standings, ({ goal }) => `${goal.kpi.id} ${goal.from} ${goal.to}`).values()];
  const ordered = groups.toSorted((a, b) => order(a[0]!.goal, b[0]!.goal));
  const notes = groups.length === 0 ? [] : [wrap(noteOf(page), context.width).join('\n')];
  return [headOf(page), ...ordered.map((group) => section(page, group)), ...notes].join('\n\n');
}

function order(a: Goal, b: Goal): number {
  const grain = ({ grain: name }: Goal): number => goalGrains.indexOf(name);
  return grain(a) - grain(b) || Temporal.PlainDate.compare(a.from, b.from);
}

function headOf({ context, goals }: GoalsPage): string {
  const { say, language, width } = context;
  const { standings, others, asOf, timezone } = goals;
  const day = dayOf(asOf.subtract({ microseconds: 1 }), timezone).toLocaleString(localeOf(language), {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  });
  const counts = verdicts.flatMap((verdict) => {
    const n = standings.filter((standing) => standing.verdict === verdict).length;
    return n === 0 ? [] : [`${say(verdictNames[verdict])} ${countText(language, n)}`];
  });
  const title = say({ en: `Goals · what was known on ${day}`, es: `Objetivos · lo que se sabía el ${day}` });
  const hidden = others.over + others.future;
  const more = say({
    en: `not running: over ${countText(language, others.over)}, to come ${countText(language, others.future)} (--all)`,
    es: `sin estar en curso: terminados ${countText(language, others.over)}, por venir ${countText(language, others.future)} (--all)`,
  });
  const parts = [
    ...(standings.length > 0 ? counts : [say(hidden > 0 ? noneRunning : none)]),
    ...(hidden > 0 ? [more] : []),
  ];
  return [title, ...wrap(parts.join(' · '), width)].join('\n');
}

const none: Text = {
  en: 'The log has no such goals. They stand in goals.csv: kpi, target, starts_on, grain, rep_id, team_id.',
  es: 'El registro no tiene objetivos así. Se escriben en goals.csv: kpi, target, starts_on, grain, rep_id, team_id.',
};
const noneRunning: Text = { en: 'no goal is running', es: 'ningún objetivo en curso' };

function section(page: GoalsPage, group: readonly GoalStanding[]): string {
  const { context, goals } = page;
  const { say, language } = context;
  const { goal, state } = group[0]!;
  const { over, total } = calendarDays(goal, goals.week);
  const least = goal.direction === 'at_most' ? say({ en: ' · at most', es: ' · como máximo' }) : '';
  const days = state === 'running' ? ` · ${say(daysOver(number(page, over), number(page, total)))}` : '';
  const title = `${say(goal.kpi.label)} (${goal.kpi.id})${least} · ${spanText(language, goal)}${days}`;
  const owners: readonly Owner['kind'][] = ['all', 'team', 'rep'];
  const rows = group.toSorted((a, b) => owners.indexOf(a.goal.owner.kind) - owners.indexOf(b.goal.owner.kind));
  return [...wrap(title, context.width), goal.way === 'level' ? levels(page, rows) : sums(page, rows)].join('\n');
}

const daysOver = (over: string, total: string): Text => ({
  en: `${over} of ${total} working days over`,
  es: `${over} de ${total} días laborables transcurridos`,
});

/** Up to one decimal. */
function number({ context }: GoalsPage, value: number): string {
  return countText(context.language, Math.round(value * 10) / 10);
}

type Column = TableColumn & { readonly of: (standing: GoalStanding) => string };

/** Columns in which there is nothing to say are left out. */
function table(page: GoalsPage, rows: readonly GoalStanding[], columns: readonly Column[]): string {
  const told = columns.filter(({ of }) => rows.some((standing) => !['', '–'].includes(of(standing))));
  const body = rows.map((standing) => told.map(({ of }) => of(standing)));
  return renderTable(told, body, page.context.width);
}

/** What adds up: so far, by now, at the end, and the paces. */
function sums(page: GoalsPage, rows: readonly GoalStanding[]): string {
  const { say } = page.context;
  const right = (title: Text, of: (standing: GoalStanding) => string): Column => ({
    title: say(title),
    align: 'right',
    of,
  });
  const amount = ({ goal }: GoalStanding, value: number | null): string => text(page, goal.kpi.unit, value);
  const isOver = rows[0]!.state === 'over';
  const paces = rows.flatMap(({ needed, own }) => [needed ?? 0, own ?? 0]);
  const isWeekly = rows[0]!.goal.kpi.unit === 'money' || Math.max(...paces) < 1;
  const times = isWeekly ? page.goals.week.weekdays.length : 1;
  const per = isWeekly ? { en: 'a week', es: 'por semana' } : { en: 'a day', es: 'al día' };
  const pace = ({ goal }: GoalStanding, value: number | null): string =>
    value === null ? '–' : paceText(page, goal.kpi.unit, value * times);
  const shown: Column[] = [
    { title: '', least: 16, of: (standing) => ownerText(page, standing.goal.owner) },
    right({ en: 'target', es: 'objetivo' }, (standing) => amount(standing, Number(standing.goal.target))),
    right(isOver ? { en: 'in the end', es: 'al final' } : { en: 'so far', es: 'hasta ahora' }, (standing) =>
      soFar(page, standing),
    ),
    right({ en: 'by now', es: 'a estas alturas' }, (standing) => amount(standing, standing.expected)),
    right({ en: 'at the end (95 %)', es: 'al final (95 %)' }, (standing) => atTheEnd(page, standing)),
    right({ en: `needed ${per.en}`, es: `hace falta ${per.es}` }, (standing) => pace(standing, standing.needed)),
    right({ en: `pace ${per.en}`, es: `ritmo ${per.es}` }, (standing) => pace(standing, standing.own)),
    verdictColumn(page),
  ];
  return table(page, rows, shown);
}

/** What no day adds to: how it stands. */
function levels(page: GoalsPage, rows: readonly GoalStanding[]): string {
  const { say } = page.context;
  return table(page, rows, [
    { title: '', least: 16, of: ({ goal }) => ownerText(page, goal.owner) },
    {
      title: say({ en: 'target', es: 'objetivo' }),
      align: 'right',
      of: ({ goal }) => text(page, goal.kpi.unit, Number(goal.target)),
    },
    {
      title: say({ en: 'value (95 %)', es: 'valor (95 %)' }),
      align: 'right',
      of: (standing) => levelText(page, standing),
    },
    {
      title: say({ en: 'of +pending', es: 'de +pendientes' }),
      align: 'right',
      of: (standing) => basisOf(page, standing),
    },
    verdictColumn(page),
  ]);
}

function verdictColumn(page: GoalsPage): Column {
  const { say, language } = page.context;
  const percents = new Intl.NumberFormat(localeOf(language), { style: 'percent' });
  const writers = { count: (n: number) => countText(language, n), percent: (share: number) => percents.format(share) };
  return {
    title: say({ en: 'verdict', es: 'veredicto' }),
    wraps: true,
    least: 22,
    of: (standing) => {
      const words = say(verdictInWords(standing, writers));
      const whole = calendarDays(standing.goal, page.goals.week).total;
      return standing.days.total === whole
        ? words
        : `${words}; ${say(thereFor(number(page, standing.days.total), number(page, whole)))}`;
    },
  };
}

const thereFor = (days: string, all: string): Text => ({
  en: `there on ${days} of the ${all} working days`,
  es: `presente ${days} de los ${all} días laborables`,
});

function ownerText({ context, names }: GoalsPage, owner: Owner): string {
  return owner.kind === 'all' ? context.say({ en: 'everybody', es: 'todos' }) : names(owner.kind, owner.id);
}

function text({ format }: GoalsPage, unit: Unit, value: number | null): string {
  const isLarge = unit === 'count' && value !== null && Math.abs(value) >= 20;
  return format({ value: isLarge ? Math.round(value) : value }, unit);
}

function paceText(page: GoalsPage, unit: Unit, value: number): string {
  if (unit === 'money') return text(page, unit, value);
  return value.toLocaleString(localeOf(page.context.language), {
    minimumFractionDigits: value < 1 ? 2 : 1,
    maximumFractionDigits: value < 1 ? 2 : 1,
  });
}

function soFar(page: GoalsPage, { goal, state, found, attainment, verdict }: GoalStanding): string {
  if (state === 'future' || verdict === 'unknown') return '–';
  const value = text(page, goal.kpi.unit, found.value);
  return attainment === null ? value : `${value} (${percent(page, attainment)})`;
}

/** A share that is not there yet is never written as 100 %. */
function percent({ context }: GoalsPage, share: number): string {
  const shown = share < 1 ? Math.min(Math.round(share * 100), 99) : Math.floor(share * 100);
  return (shown / 100).toLocaleString(localeOf(context.language), { style: 'percent' });
}

function atTheEnd(page: GoalsPage, { goal, projection }: GoalStanding): string {
  if (projection === null) return '–';
  const { unit } = goal.kpi;
  const [low, high] = projection.interval.map((end) => text(page, unit, end));
  return `${text(page, unit, projection.value)} [${low} … ${high}]`;
}

function levelText(page: GoalsPage, { goal, found }: GoalStanding): string {
  const { unit } = goal.kpi;
  const value = text(page, unit, found.value);
  if (found.interval === null) return value;
  const [low, high] = found.interval.map((end) => text(page, unit, end));
  return `${value} [${low} … ${high}]`;
}

function basisOf({ context }: GoalsPage, { found }: GoalStanding): string {
  if (found.denominator === undefined && found.n === found.value) return '';
  const pending = (found.pending ?? 0) > 0 ? ` +${countText(context.language, found.pending!)}` : '';
  if (found.value === null && pending === '') return '–';
  return `${countText(context.language, Math.round(found.n))}${pending}`;
}

/** Weekdays in a row by the first and the last. */
function weekdayNames({ context, goals }: GoalsPage): string {
  const { weekdays } = goals.week;
  const monday = Temporal.PlainDate.from('2026-01-05');
  const name = (weekday: number): string =>
    monday.add({ days: weekday - 1 }).toLocaleString(localeOf(context.language), { weekday: 'long' });
  const [first, last] = [weekdays[0]!, weekdays.at(-1)!];
  return weekdays.length > 2 && last - first === weekdays.length - 1
    ? context.say({ en: `${name(first)} to ${name(last)}`, es: `de ${name(first)} a ${name(last)}` })
    : new Intl.ListFormat(localeOf(context.language)).format(weekdays.map(name));
}

function noteOf(page: GoalsPage): string {
  const { week } = page.goals;
  const days = weekdayNames(page);
  const so = week.isFromLog
    ? { en: 'as the log’s activity shows', es: 'según la actividad del registro' }
    : {
        en: 'the log has too little activity to show others',
        es: 'el registro tiene poca actividad para mostrar otros',
      };
  return page.context.say({
    en: `By now: the target in the proportion of working days that are over (${days}: ${so.en}; public holidays are not known). At the end: what is there, and the own pace of the last 26 whole weeks (52 where more than a quarter is to come) on the days that are left; in [ ] where it will lie with 95 % confidence if that pace holds. A ratio or a state does not add up: its [ ] says where the true value lies. No verdict is surer than its interval.`,
    es: `A estas alturas: el objetivo en proporción a los días laborables transcurridos (${days}: ${so.es}; los festivos no se conocen). Al final: lo que hay, más el ritmo propio de las últimas 26 semanas completas (52 si queda más de un trimestre) en los días que quedan; entre [ ], dónde estará con una confianza del 95 % si ese ritmo se mantiene. Una proporción o un estado no se acumula: sus [ ] dicen dónde está el valor verdadero. Ningún veredicto es más seguro que su intervalo.`,
  });
}
