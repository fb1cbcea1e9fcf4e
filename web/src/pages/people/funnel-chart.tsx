import type { EChartsCoreOption } from 'echarts/core';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { KpiInfo } from '../../api/kpi.ts';
import type { Comparison } from '../../api/standing.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Chart } from '../../parts/chart/chart.tsx';
import type { ChartColours } from '../../parts/chart/colours.ts';
import { scaleOf, Strip } from '../../parts/chart/strip.tsx';
import { isOutside, toneOf, VerdictWords } from '../../parts/page/verdict.tsx';
import { stays, useRepNames, useTeamNames } from '../../parts/people/rep-link.tsx';
import { useWriters } from '../../state/writers.ts';
import { funnelOption } from './funnel-option.ts';
import { Compared } from './compared.tsx';
import { comparedUnit, Member } from './member.tsx';
import styles from './people.module.css';

/** The funnel plot (Spiegelhalter 2005), and the same as a table in the order of names. */
export function FunnelChart({
  kpi,
  comparison,
}: {
  readonly kpi: KpiInfo;
  readonly comparison: Comparison;
}): ReactNode {
  const { t } = useWords();
  const writers = useWriters();
  const navigate = useNavigate();
  const nameOf = useRepNames();
  const unit = comparedUnit(kpi, comparison);
  const { by, group, exposure } = comparison;
  const teamName = useTeamNames();
  const name = (member: string): string => (by === 'rep' ? nameOf(member) : teamName(member));
  const members = comparison.members
    .filter(({ n }) => n > 0)
    .toSorted((a, b) => name(a.member).localeCompare(name(b.member)));
  const write = (value: number | null): string => writers.value(value, unit);
  const title = t('people.plot', { label: kpi.label });
  const option = (colours: ChartColours): EChartsCoreOption =>
    funnelOption({
      members,
      tone: (verdict) => toneOf(verdict, kpi.better),
      group: group?.value ?? null,
      colours,
      name,
      value: write,
      step: (value) => writers.bound(value, unit),
      count: writers.count,
      middle: group === null ? '' : t('people.group', { value: `\n${write(group.value)}` }),
      across: t(`people.n.${exposure}`),
      range: (low, high) => t('people.verdict.expected', { low: write(low), high: write(high) }),
    });
  const scale = scaleOf(members.flatMap(({ value, limits95 }) => [value, ...(limits95 ?? [])]));
  return (
    <div className={styles['plot']}>
      <Chart
        title={title}
        height={360}
        option={option}
        showsTable
        onMark={(_, place) => {
          const member = members[place]?.member;
          if (by === 'rep' && member !== undefined)
            void navigate({ to: '/people/$rep', params: { rep: member }, search: stays });
        }}
        table={{
          columns: [
            { label: t(by === 'rep' ? 'people.rep' : 'people.team') },
            { label: t(exposure === 'days' ? 'people.value.day' : 'people.value'), isNumber: true },
            { label: t(`people.n.${exposure}`), isNumber: true },
            { label: t('people.chance'), isNumber: true },
            { label: t('people.drawn'), isDrawn: true },
            { label: t('people.verdict'), isWide: true },
          ],
          rows: members.map((standing) => [
            <Member key="member" by={by} member={standing.member} />,
            <Compared key="value" kpi={kpi} comparison={comparison} standing={standing} />,
            <Compared key="n" kpi={kpi} comparison={comparison} standing={standing} isSize />,
            standing.limits95 === null ? '–' : `${write(standing.limits95[0])} … ${write(standing.limits95[1])}`,
            <Strip
              key="strip"
              scale={scale}
              value={standing.value}
              band={standing.limits95}
              middle={group?.value ?? null}
              verdict={standing.verdict}
              tone={toneOf(standing.verdict, kpi.better)}
            />,
            <span key="verdict">
              <VerdictWords
                verdict={standing.verdict}
                better={kpi.better}
                isApart={isOutside(standing.value, standing.limits95)}
              />
              {standing.needed === null ? null : (
                <span className={styles['needed']}>{t('people.needed', { n: writers.count(standing.needed) })}</span>
              )}
            </span>,
          ]),
        }}
      />
      <details className={styles['how']}>
        <summary>{t('people.how')}</summary>
        <p>{t('people.how.text')}</p>
      </details>
    </div>
  );
}
