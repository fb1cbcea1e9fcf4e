import type { ReactNode } from 'react';
import type { Comparison } from '../../api/standing.ts';
import type { KpiInfo } from '../../api/kpi.ts';
import type { Unit } from '../../i18n/numbers.ts';
import { RepLink, useTeamNames } from '../../parts/people/rep-link.tsx';

/** What a compared value is written in: counts are compared for each active day. */
export function comparedUnit({ unit }: KpiInfo, { exposure }: Comparison): Unit {
  return exposure === 'days' ? 'per' : unit;
}

/** A compared member: a rep leads to their page, a team is named. */
export function Member({ by, member }: { readonly by: string; readonly member: string }): ReactNode {
  const teamName = useTeamNames();
  return by === 'rep' ? <RepLink rep={member} /> : teamName(member);
}
