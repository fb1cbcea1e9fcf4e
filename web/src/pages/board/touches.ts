import { useQuery } from '@tanstack/react-query';
import { type KpiInfo, valueIn } from '../../api/kpi.ts';
import { kpiQuery } from '../../api/queries.ts';
import type { Look } from '../../state/look.ts';
import { useScope } from '../../state/scope.ts';
import { whereOf } from '../../state/where.ts';

const id = 'activities';

/** Whether anything was logged of what is looked at, asked where it decides something: where nothing was, that nothing is found says nothing. Undefined while it is not known. */
export function useAnyTouches(kpis: readonly KpiInfo[], { from, to }: Look, enabled: boolean): boolean | undefined {
  const [scope] = useScope();
  const known = kpis.find(({ kpi }) => kpi === id)?.dimensions ?? [];
  const { data, isError } = useQuery({
    ...kpiQuery({ kpis: [id], from, to, where: whereOf(scope, known) }),
    enabled,
  });
  if (isError) return false;
  return data === undefined ? undefined : (valueIn(data.rows[0], id)?.value ?? 0) > 0;
}
