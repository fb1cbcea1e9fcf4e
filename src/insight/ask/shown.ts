import { dayOf } from '../../domain/calendar.ts';
import type { Dimension } from '../../domain/vocabulary.ts';
import type { Filter, Resolved } from '../../engine/question.ts';
import { activeDays } from '../compare/active-days.ts';
import { looksAhead } from '../../engine/question.ts';
import { answerKpis } from '../../kpi/answer.ts';
import { dimensionSets, type Kpi } from '../../kpi/kpi.ts';
import type { EffectId } from '../effects/ids.ts';
import { fewResults } from '../effects/in-words.ts';
import { goalStandings } from '../goals/goals.ts';
import { type Verdict, verdicts } from '../goals/verdict.ts';
import { findRisks } from '../risk/risks.ts';
import { answerWithIntervals, type UncertainValue } from '../uncertainty/answer.ts';
import { methodOf } from '../uncertainty/method.ts';
import { breakdownOf } from './commands.ts';
import { type Members, membersOf } from './members.ts';
import type { Look, ReportId, Subject } from './question.ts';
import { type Usable, usableOf } from './usable.ts';

/** The level of all intervals. */
export const level = 0.95;

/**
 * A KPI’s value, what that is a month (of what adds up), whether it can be used, in how many days the records that it needs come at the pace of the period,
 * and what the comparison says.
 */
export type KpiShown = {
  readonly kind: 'kpi';
  readonly kpi: Kpi;
  readonly value: UncertainValue;
  readonly perMonth: number | null;
  readonly usable: Usable;
  readonly days: number | null;
  readonly members: Members | null;
};

/** What an effect or a report is read off: how many records there are, and how many more it takes. */
export type RecordsShown = {
  readonly kind: 'records';
  readonly kpi: Kpi;
  readonly records: number;
  readonly needed: number | null;
};

/** What of the weighted pipeline is under the flags, and how many of the open deals. */
export type FlagsShown = {
  readonly kind: 'flags';
  readonly deals: number;
  readonly flagged: number;
  readonly weighted: number;
  readonly atRisk: number;
};

/** How many of the goals that are running stand how. */
export type GoalsShown = { readonly kind: 'goals'; readonly standing: ReadonlyMap<Verdict, number> };

export type Shown = KpiShown | RecordsShown | FlagsShown | GoalsShown;

/** What is asked of a log. */
export type Page = {
  readonly log: Resolved;
  readonly kpis: ReadonlyMap<string, Kpi>;
  readonly span: { readonly from: Temporal.PlainDate; readonly to: Temporal.PlainDate };
  readonly where: readonly Filter[];
};

/** What effects and reports are read off, as a KPI. */
const recordsOfEffect: Readonly<Record<EffectId, string>> = {
  lead_source_quality: 'contracts',
  company_pitch_quality: 'contracts',
  rep_presentation_quality: 'contracts',
  product_interest: 'contracts',
  material_quality: 'information_provided',
  reach: 'dials_reached',
};
const recordsOfReport: Readonly<Record<Exclude<ReportId, 'goals'>, string>> = {
  parts: 'contracts',
  diagnosis: 'activities',
  cycle: 'contracts',
};

function recordsKpi(subject: Subject): string | null {
  if (subject.kind === 'effect') return recordsOfEffect[subject.id];
  return subject.kind === 'report' && subject.id !== 'goals' ? recordsOfReport[subject.id] : null;
}

/** Whether a look is known by the dimensions that were filtered. */
export function knows({ kpis, where }: Page, { subject }: Look): boolean {
  if (subject.kind === 'report' && subject.id === 'goals') return where.every(isOwner);
  const of = subject.kind === 'kpi' ? kpis.get(subject.id)!.dimensions : (dimensionSets.D as readonly Dimension[]);
  return where.every(({ dimension }) => of.includes(dimension));
}

/** The figures of looks whose needs are met. */
export async function shownOf(page: Page, looks: readonly Look[]): Promise<ReadonlyMap<Look, Shown>> {
  const { log, kpis, where } = page;
  const values = await valuesOf(
    page,
    looks.filter(({ subject }) => subject.kind === 'kpi'),
  );
  const needsFlags = looks.some(({ subject }) => subject.kind === 'flags');
  const flagged = needsFlags ? (await findRisks(log, where, false)).deals : [];
  const over = await daysOf(page);
  const shown = new Map<Look, Shown>();
  for (const look of looks) {
    const { subject } = look;
    if (subject.kind === 'kpi') {
      const value = values.get(look)!;
      const kpi = kpis.get(subject.id)!;
      const usable = usableOf(kpi, value, level);
      const days = daysFor(over, kpi, value, usable);
      const perMonth = perMonthOf(over, kpi, value);
      shown.set(look, {
        kind: 'kpi',
        kpi,
        value,
        perMonth,
        usable,
        days,
        members: await membersOf(log, kpis, look, page),
      });
    } else if (subject.kind === 'flags') {
      const under = flagged.filter(({ flags }) =>
        subject.flags === 'all' ? flags.length > 0 : flags.some((flag) => subject.flags.includes(flag)),
      );
      const sum = (deals: typeof flagged): number => deals.reduce((total, { weighted }) => total + weighted, 0);
      const [weighted, atRisk] = [sum(flagged), sum(under)];
      shown.set(look, { kind: 'flags', deals: flagged.length, flagged: under.length, weighted, atRisk });
    } else if (subject.id === 'goals') {
      shown.set(look, await goalsShown(page));
    } else {
      const kpi = kpis.get(recordsKpi(subject)!)!;
      const n = await recordsFor(page, kpi, look);
      const needed = subject.id === 'diagnosis' || n >= fewResults ? null : fewResults - n;
      shown.set(look, { kind: 'records', kpi, records: n, needed });
    }
  }
  return shown;
}

/** The values of looks at KPIs. Those over the same part of the log are asked together; those that look ahead apart, for their period reaches further. */
async function valuesOf(
  { log, kpis, span, where }: Page,
  looks: readonly Look[],
): Promise<ReadonlyMap<Look, UncertainValue>> {
  const groups = new Map<string, Look[]>();
  for (const look of looks) {
    const key = JSON.stringify([looksAhead(kpis.get(kpiOf(look))!), look.where ?? []]);
    groups.set(key, [...(groups.get(key) ?? []), look]);
  }
  const values = new Map<Look, UncertainValue>();
  for (const group of groups.values()) {
    const ids = [...new Set(group.map(kpiOf))];
    const period = looksAhead(kpis.get(ids[0]!)!) ? { from: span.from } : span;
    const asked = { kpis: ids, where: [...where, ...(group[0]!.where ?? [])], ...period };
    const { rows } = await answerWithIntervals(log, kpis, asked, level);
    for (const look of group) values.set(look, rows[0]!.values[ids.indexOf(kpiOf(look))]!);
  }
  return values;
}

function kpiOf({ subject }: Look): string {
  if (subject.kind !== 'kpi') throw new Error(`${subject.kind} is no KPI`);
  return subject.id;
}

/** How many records a look rests on: those of the filter, but of all members of what it tells apart. */
async function recordsFor({ log, kpis, span, where }: Page, { id }: Kpi, { run }: Look): Promise<number> {
  const by = breakdownOf(run);
  const others = where.filter(({ dimension }) => !by.includes(dimension));
  const { rows } = await answerKpis(log, kpis, { kpis: [id], where: others, ...span });
  return rows[0]!.values[0]!.value ?? 0;
}

/** A goal is a rep's, a team's or everybody's. */
function isOwner({ dimension, members }: Filter): boolean {
  return (dimension === 'rep' || dimension === 'team') && members.length === 1 && members[0] !== null;
}

async function goalsShown({ log, kpis, where }: Page): Promise<GoalsShown> {
  const owner = Object.fromEntries(where.map(({ dimension, members }) => [dimension, members[0]!]));
  const { standings } = await goalStandings(log, kpis, owner);
  const standing = verdicts.map(
    (verdict) => [verdict, standings.filter((goal) => goal.verdict === verdict).length] as const,
  );
  return { kind: 'goals', standing: new Map(standing.filter(([, n]) => n > 0)) };
}

/** In how many days the records that are needed come, as they came in the period; null for states, and where none came. */
function daysFor(days: number, kpi: Kpi, { n }: UncertainValue, { needed }: Usable): number | null {
  return needed === null || n <= 0 || days <= 0 || kpi.kind === 'snapshot' ? null : Math.ceil((needed * days) / n);
}

const daysInMonth = 365.25 / 12;

/** What of the value came in a month, of what adds up and does not look ahead. */
function perMonthOf(days: number, kpi: Kpi, { value }: UncertainValue): number | null {
  const { formula } = kpi;
  // Different people of a year are not twelve times those of a month.
  const adds = formula.kind === 'number' && formula.of.kind !== 'distinct' && methodOf(kpi) !== 'census';
  return value === null || !adds || days < daysInMonth ? null : (value * daysInMonth) / days;
}

/** The days of the period that are over; of a single rep those on which he or she was there. */
async function daysOf({ log, span, where }: Page): Promise<number> {
  const reps = where.find(({ dimension }) => dimension === 'rep')?.members ?? [];
  if (reps.length === 1 && reps[0] !== null) return (await activeDays(log, span, 'rep')).get(reps[0]!) ?? 0;
  const today = dayOf(log.asOf, log.workspace.timezone).add({ days: 1 });
  const end = Temporal.PlainDate.compare(span.to, today) < 0 ? span.to : today;
  return span.from.until(end).total('days');
}
