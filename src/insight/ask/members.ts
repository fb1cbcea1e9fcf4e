import type { Dimension } from '../../domain/vocabulary.ts';
import type { Filter, Resolved } from '../../engine/question.ts';
import type { Kpi } from '../../kpi/kpi.ts';
import { compareKpi, type Exposure } from '../compare/compare-kpi.ts';
import type { Standing } from '../compare/verdict.ts';
import { breakdownOf } from './commands.ts';
import type { Look } from './question.ts';

/** What a comparison of members comes to: who stands out beyond chance, and of how many there is enough to say. */
export type Members = {
  readonly by: Dimension;
  readonly exposure: Exposure;
  readonly of: number;
  readonly enough: number;
  /** The most that one of the others needs; null where nobody lacks anything or nothing tells. */
  readonly needed: number | null;
  readonly above: readonly string[];
  readonly below: readonly string[];
  /** The one member that was filtered to, and how it stands among the others. */
  readonly own: { readonly member: string; readonly standing: Standing } | null;
};

/** Compares members where the look's command does; null where it does not, or there is nothing to compare. */
export async function membersOf(
  log: Resolved,
  kpis: ReadonlyMap<string, Kpi>,
  { subject, run }: Look,
  {
    span,
    where,
  }: {
    readonly span: { readonly from: Temporal.PlainDate; readonly to: Temporal.PlainDate };
    readonly where: readonly Filter[];
  },
): Promise<Members | null> {
  const [by] = breakdownOf(run);
  if (subject.kind !== 'kpi' || !run.startsWith('compare ') || by === undefined) return null;
  const others = where.filter(({ dimension }) => dimension !== by);
  const asked = where.find(({ dimension }) => dimension === by)?.members ?? [];
  const only = asked.length === 1 ? asked[0]! : null;
  const { members, exposure, funnel } = await compareKpi(log, kpis, subject.id, { by, where: others, ...span });
  if (members.length < 2 || funnel === null) return null;
  const named = (verdict: string): string[] =>
    members.filter(({ standing }) => standing.verdict === verdict).map(({ member }) => member);
  const needs = members.flatMap(({ standing: { needed } }) => needed ?? []);
  return {
    by,
    exposure,
    of: members.length,
    enough: members.length - named('too_little').length,
    needed: needs.length === 0 ? null : Math.max(...needs),
    above: named('above'),
    below: named('below'),
    own: only === null ? null : (members.find(({ member }) => member === only) ?? null),
  };
}
