import { countText, localeOf } from '../domain/numbers.ts';
import type { Text } from '../domain/text.ts';
import type { Resolved } from '../engine/question.ts';
import { goalStandings } from '../insight/goals/goals.ts';
import { verdictInWords, verdictNames } from '../insight/goals/in-words.ts';
import type { GoalStanding } from '../insight/goals/standing.ts';
import { type Verdict, verdicts } from '../insight/goals/verdict.ts';
import { type ValueFormatter } from '../kpi/format-value.ts';
import type { Kpi } from '../kpi/kpi.ts';
import type { CliContext } from './context.ts';
import type { MemberNames } from '../kpi/names.ts';

/** The verdicts that ask for a look, the worst first. */
const worries: readonly Verdict[] = ['exceeded', 'hardly_reachable', 'behind'];
const mostLines = 5;

/** What a page of goals is written of. */
export type GoalsLine = {
  readonly context: CliContext;
  readonly log: Resolved;
  readonly kpis: ReadonlyMap<string, Kpi>;
  readonly format: ValueFormatter;
  readonly names: MemberNames;
  /** Only goals of these KPIs. */
  readonly only: ReadonlySet<string>;
};

/** The running goals in a few lines: how many stand how, and those that ask for a look. Nothing where none is running. */
export async function goalsLine(line: GoalsLine): Promise<string> {
  const { context, log, kpis, only } = line;
  const { say, language } = context;
  const { standings } = await goalStandings(log, kpis);
  const shown = standings.filter(({ goal }) => only.has(goal.kpi.id));
  if (shown.length === 0) return '';
  const counts = verdicts.flatMap((verdict) => {
    const n = shown.filter((standing) => standing.verdict === verdict).length;
    return n === 0 ? [] : [`${say(verdictNames[verdict])} ${countText(language, n)}`];
  });
  const bad = worries.flatMap((verdict) => shown.filter((standing) => standing.verdict === verdict));
  const more = bad.length - mostLines;
  const head: Text = { en: 'Goals that are running', es: 'Objetivos en curso' };
  return [
    `${say(head)}: ${counts.join(' · ')} (tacto goals)`,
    ...bad.slice(0, mostLines).map((standing) => `  ${told(line, standing)}`),
    ...(more > 0 ? [say({ en: `  and ${more} more`, es: `  y ${more} más` })] : []),
  ].join('\n');
}

function told({ context, format, names }: GoalsLine, standing: GoalStanding): string {
  const { say, language } = context;
  const { goal, found } = standing;
  const { kpi, owner } = goal;
  const value = (number: number | null): string => format({ value: number }, kpi.unit);
  const percents = new Intl.NumberFormat(localeOf(language), { style: 'percent' });
  const words = verdictInWords(standing, {
    count: (n) => countText(language, n),
    percent: (share) => percents.format(share),
  });
  const whose = owner.kind === 'all' ? say({ en: 'everybody', es: 'todos' }) : names(owner.kind, owner.id);
  const last = goal.to.subtract({ days: 1 }).toLocaleString(localeOf(language), { day: 'numeric', month: 'short' });
  const target = value(Number(goal.target));
  const against =
    goal.direction === 'at_most'
      ? { en: `, at most ${target} by ${last}`, es: `, como máximo ${target} hasta el ${last}` }
      : { en: ` of ${target} by ${last}`, es: ` de ${target} hasta el ${last}` };
  return `${say(kpi.label)}, ${whose}: ${value(found.value)}${say(against)}: ${say(words)}`;
}
