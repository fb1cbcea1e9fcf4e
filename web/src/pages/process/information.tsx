import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { effectsQuery, materialIn } from '../../api/effects.ts';
import { type KpiInfo, memberIn, valueIn } from '../../api/kpi.ts';
import { kpiQuery } from '../../api/queries.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Bar } from '../../parts/chart/bar.tsx';
import { KpiFigure } from '../../parts/figure/kpi-figure.tsx';
import { Section } from '../../parts/page/page-head.tsx';
import { notByText } from '../../parts/scope-bar/not-by.ts';
import { Fault } from '../../parts/state/fault.tsx';
import { Skeleton } from '../../parts/state/skeleton.tsx';
import { ScrollTable } from '../../parts/table/scroll-table.tsx';
import { assetName } from '../../parts/vocabulary/member-name.ts';
import { unfitFor } from '../../state/look.ts';
import { usePeriod } from '../../state/period.ts';
import { useScope } from '../../state/scope.ts';
import { whereOf } from '../../state/where.ts';
import { MaterialForest } from '../numbers/material-forest.tsx';
import styles from './process.module.css';

const kpi = 'information_provided';
const attempts = ['first', 'follow_up', null] as const;

/** What information was given, by type and by attempt, and how much more often deals went on where it was. */
export function Information({ kpis }: { readonly kpis: readonly KpiInfo[] }): ReactNode {
  const { t } = useWords();
  const period = usePeriod();
  const [scope] = useScope();
  const info = kpis.find((each) => each.kpi === kpi);
  const known = info?.dimensions ?? [];
  const deals = kpis.find((each) => each.kpi === 'contracts')?.dimensions ?? [];
  const unfit = unfitFor(scope, known);
  const where = whereOf(scope, known);
  const given = useQuery({
    ...kpiQuery({ kpis: [kpi], by: 'asset_type,attempt', ...period, where }),
    enabled: unfit.length === 0,
  });
  const quality = useQuery(effectsQuery({ effect: 'material_quality', ...period, where: whereOf(scope, deals) }));
  const error = given.error ?? quality.error;
  if (error !== null) return <Fault error={error} onRetry={() => void given.refetch()} />;
  if ((given.data === undefined && unfit.length === 0) || quality.data === undefined)
    return <Skeleton height="24rem" />;
  const material = materialIn(quality.data);
  const types = new Map<string, Map<string | null, number>>();
  for (const row of given.data?.rows ?? []) {
    const type = memberIn(row, 'asset_type') ?? '';
    const counts = types.get(type) ?? new Map<string | null, number>();
    counts.set(memberIn(row, 'attempt'), valueIn(row, kpi)?.value ?? 0);
    types.set(type, counts);
  }
  const sum = (counts: ReadonlyMap<string | null, number>): number => [...counts.values()].reduce((a, b) => a + b, 0);
  const listed = [...types].filter(([, counts]) => sum(counts) > 0).toSorted(([, a], [, b]) => sum(b) - sum(a));
  const most = Math.max(1, ...listed.map(([, counts]) => sum(counts)));
  return (
    <Section title={t('process.information')} intro={t('process.information.how')}>
      <div className={styles['two']}>
        <div className={styles['part']}>
          <h3>{t('process.given')}</h3>
          {listed.length === 0 ? (
            <p className={styles['soft']}>{unfit.length === 0 ? t('process.given.none') : notByText({ t }, unfit)}</p>
          ) : (
            <ScrollTable
              caption={t('process.given')}
              columns={[
                { label: t('numbers.asset'), isTerm: true },
                { label: t('process.sum'), isNumber: true },
                { label: t('people.drawn'), isDrawn: true },
                { label: t('process.atFirst'), isNumber: true },
                { label: t('process.atFollowUp'), isNumber: true },
                { label: t('process.atOther'), isNumber: true },
              ]}
              rows={listed.map(([type, counts]) => [
                type === '' ? t('group.none') : assetName({ t }, type),
                <KpiFigure
                  key="figure"
                  id={kpi}
                  value={{ value: sum(counts) }}
                  of={{ ...period, where: whereOf(scope, known, { asset_type: type }) }}
                />,
                <Bar key="bar" share={sum(counts) / most} />,
                ...attempts.map((attempt) => (
                  <KpiFigure
                    key={attempt}
                    id={kpi}
                    value={{ value: counts.get(attempt) ?? 0 }}
                    of={{ ...period, where: whereOf(scope, known, { asset_type: type, attempt: attempt ?? '' }) }}
                  />
                )),
              ])}
            />
          )}
        </div>
        {material === undefined ? null : <MaterialForest material={material} />}
      </div>
    </Section>
  );
}
