import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Query } from '../../api/client.ts';
import { costQuery, costs, type CostKpi } from '../../api/effects.ts';
import { type KpiInfo, valueIn } from '../../api/kpi.ts';
import { kpiQuery } from '../../api/queries.ts';
import { useWords } from '../../i18n/use-words.ts';
import { scaleOf, Strip } from '../../parts/chart/strip.tsx';
import { Figure } from '../../parts/figure/figure.tsx';
import { KeyFigure } from '../../parts/figure/key-figure.tsx';
import { Section, Sheet } from '../../parts/page/page-head.tsx';
import { Select } from '../../parts/page/select.tsx';
import { RepLink, useTeamNames } from '../../parts/people/rep-link.tsx';
import { notByText } from '../../parts/scope-bar/not-by.ts';
import { Fault } from '../../parts/state/fault.tsx';
import { Skeleton } from '../../parts/state/skeleton.tsx';
import { ScrollTable } from '../../parts/table/scroll-table.tsx';
import { dimensionName } from '../../parts/terms/names.ts';
import { memberName } from '../../parts/vocabulary/member-name.ts';
import { unfitFor } from '../../state/look.ts';
import { usePeriod } from '../../state/period.ts';
import { useScope } from '../../state/scope.ts';
import { joined, whereOf } from '../../state/where.ts';
import styles from './numbers.module.css';

const dimensions = ['source', 'rep', 'team', 'product', 'segment'] as const;

/** What a contract costs in money, time and energy: in all, and by source, rep … with what chance leaves open. */
export function CostPart({ kpis }: { readonly kpis: readonly KpiInfo[] }): ReactNode {
  const { t } = useWords();
  const navigate = useNavigate();
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false });
  const by = dimensions.find((each) => each === search['cost']) ?? 'source';
  const teamName = useTeamNames();
  const period = usePeriod();
  const [scope] = useScope();
  const info = (id: string): KpiInfo => kpis.find(({ kpi }) => kpi === id)!;
  const deals = { ...period, where: whereOf(scope, info('contracts').dimensions) };
  const unfit = unfitFor(scope, info('cost_per_conversion').dimensions);
  const found = useQuery(costQuery({ by, ...deals }));
  const whole = useQuery({
    ...kpiQuery({ kpis: ['cost_per_conversion'], ...deals, interval: 0.95 }),
    enabled: unfit.length === 0,
  });
  const error = found.error ?? whole.error;
  if (error !== null) return <Fault error={error} onRetry={() => void found.refetch()} />;
  if (found.data === undefined || (whole.data === undefined && unfit.length === 0)) return <Skeleton height="30rem" />;
  const { all, members, untold } = found.data;
  const ofMember = (member: string | null): Query => ({
    ...deals,
    where: joined(deals.where, `${by}=${member ?? ''}`),
  });
  const told = costs.filter((id) => untold[id] === undefined);
  // What names no source is told of all together alone.
  const toldOfAll = costs.filter((id) => all[id] !== null);
  const shown = members.filter(({ contracts }) => (contracts.value ?? 0) > 0);
  const scales = Object.fromEntries(
    told.map((id) => [
      id,
      scaleOf(
        shown.flatMap((each) => [each[id]?.value, ...(each[id]?.interval ?? [])]),
        0,
      ),
    ]),
  ) as Partial<Record<CostKpi, readonly [number, number]>>;
  return (
    <Section title={t('numbers.cost')} intro={t('numbers.cost.how')}>
      <Sheet>
        <div className={styles['figures']}>
          {whole.data === undefined ? null : (
            <KeyFigure
              kpi={info('cost_per_conversion')}
              value={valueIn(whole.data.rows[0], 'cost_per_conversion')}
              of={deals}
            />
          )}
          {toldOfAll.map((id) => (
            <KeyFigure key={id} kpi={info(id)} value={all[id]} of={deals} />
          ))}
        </div>
      </Sheet>
      {unfit.length === 0 ? null : (
        <p className={styles['soft']}>
          {info('cost_per_conversion').label}: {notByText({ t }, unfit)}
        </p>
      )}
      {costs
        .filter((id) => untold[id] !== undefined)
        .map((id) => (
          <p key={id} className={styles['soft']}>
            {t(`numbers.untold.${untold[id]!}`, { label: info(id).label, by: dimensionName(t, by) })}
          </p>
        ))}
      <div className={styles['choices']} data-print="no">
        <Select
          label={t('numbers.by')}
          value={by}
          onChange={(chosen) =>
            void navigate({
              to: '.',
              search: (now: object) => ({ ...now, cost: chosen }),
              replace: true,
              resetScroll: false,
            })
          }
          options={dimensions.map((each) => ({ value: each, label: dimensionName(t, each) }))}
        />
      </div>
      {shown.length === 0 ? (
        <p className={styles['soft']}>{t('numbers.noContracts')}</p>
      ) : (
        <ScrollTable
          caption={t('numbers.cost')}
          columns={[
            { label: dimensionName(t, by) },
            { label: info('contracts').label, isNumber: true },
            ...told.flatMap((id) => [
              { label: info(id).label, isNumber: true },
              { label: t('numbers.drawn'), isDrawn: true },
            ]),
          ]}
          rows={shown.map((each) => [
            by === 'rep' ? (
              <RepLink key="rep" rep={each.member} />
            ) : each.member === null ? (
              t('group.none')
            ) : by === 'team' ? (
              teamName(each.member)
            ) : (
              memberName({ t }, each.member)
            ),
            <Figure key="contracts" kpi={info('contracts')} value={each.contracts} of={ofMember(each.member)} />,
            ...told.flatMap((id) => [
              <Figure key={id} kpi={info(id)} value={each[id] ?? { value: null }} of={ofMember(each.member)} />,
              <Strip
                key={`${id} drawn`}
                scale={scales[id]!}
                value={each[id]?.value ?? null}
                interval={each[id]?.interval ?? null}
                middle={all[id]?.value ?? null}
                verdict="within"
              />,
            ]),
          ])}
        />
      )}
    </Section>
  );
}
