import type { ReactNode } from 'react';
import type { KpiInfo } from '../../api/kpi.ts';
import type { Factor, Why } from '../../api/standing.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Told } from '../../parts/figure/told.tsx';
import { VerdictWords } from '../../parts/page/verdict.tsx';
import { KpiRecords } from '../../parts/records/kpi-records.tsx';
import { ScrollTable } from '../../parts/table/scroll-table.tsx';
import { useWriters } from '../../state/writers.ts';
import { FactorTold, type Sides } from './factor-told.tsx';
import { Outcome } from './outcome.tsx';
import styles from './waterfall.module.css';

type WaterfallProps = {
  readonly why: Why;
  readonly kpis: readonly KpiInfo[];
  readonly isSelf: boolean;
  readonly sides: Sides;
};

/** From the one side to the other, factor by factor: a table whose bars stand where the one before ended. */
export function Waterfall({ why, kpis, isSelf, sides }: WaterfallProps): ReactNode {
  const { t } = useWords();
  const writers = useWriters();
  const unit = why.kpi === 'contracts' ? 'tenth' : 'money';
  const label = (id: string): string => kpis.find(({ kpi }) => kpi === id)?.label ?? id;
  const steps = why.factors.map((factor, i) => {
    const from = why.factors.slice(0, i).reduce((level, { part }) => level + part, why.before);
    return { factor, from, to: from + factor.part };
  });
  const all = [0, why.before, why.after, ...steps.flatMap(({ from, to }) => [from, to])];
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const x = (value: number): number => ((value - low) / (high - low || 1)) * 100;
  const isTeam = why.against === 'team';
  return (
    <ScrollTable
      caption={t('rep.difference')}
      columns={[
        { label: t('rep.factor') },
        { label: t('rep.fromTo'), isNumber: true },
        { label: t('people.drawn'), isDrawn: true },
        { label: t('rep.part'), isNumber: true },
        { label: t('people.verdict'), isWide: true },
      ]}
      rows={[
        [
          t(isTeam ? 'rep.side.team' : 'rep.side.before'),
          '',
          <Bar key="bar" from={x(0)} to={x(why.before)} kind="whole" />,
          <Outcome key="before" {...{ why, side: 'before', kpis, of: sides.before }} />,
          '',
        ],
        ...steps.map(({ factor, from, to }) => [
          nameOf(factor),
          fromTo(factor),
          <Bar key="bar" from={x(from)} to={x(to)} kind={factor.part < 0 ? 'down' : 'up'} />,
          <Told
            key="part"
            label={`${t('rep.part')}: ${nameOf(factor)}`}
            text={writers.difference(factor.part, unit)}
            meaning={t('rep.part.meaning', { factor: nameOf(factor), outcome: label(why.kpi) })}
            formula={t('rep.part.formula')}
            sure={<VerdictWords verdict={factor.verdict} against={isTeam ? 'group' : 'before'} />}
          >
            {sides.after === null ? null : <KpiRecords kpi={factor.to} of={sides.after} />}
          </Told>,
          <VerdictWords key="verdict" verdict={factor.verdict} against={isTeam ? 'group' : 'before'} />,
        ]),
        [
          t(isTeam ? (isSelf ? 'rep.side.self' : 'rep.side.rep') : 'rep.side.now'),
          '',
          <Bar key="bar" from={x(0)} to={x(why.after)} kind="whole" />,
          <Outcome key="after" {...{ why, side: 'after', kpis, of: sides.after }} />,
          '',
        ],
      ]}
    />
  );

  function nameOf({ to, of }: Factor): string {
    if (of === null) return label(to);
    if (to === 'contract_volume') return t('rep.factor.size');
    return t('rep.factor.rate', { to: label(to).toLowerCase(), of: label(of).toLowerCase() });
  }

  function fromTo(factor: Factor): ReactNode {
    const { to, of, before, after } = factor;
    if (before === null || after === null) return '–';
    const write = (value: number): string =>
      writers.value(value, to === 'contract_volume' && of !== null ? 'money' : of === null ? 'count' : 'ratio');
    return (
      <>
        <FactorTold {...{ why, factor, label }} side="before" text={write(before)} of={sides.before} />
        {' → '}
        <FactorTold {...{ why, factor, label }} side="after" text={write(after)} of={sides.after} />
      </>
    );
  }
}

type BarProps = { readonly from: number; readonly to: number; readonly kind: 'whole' | 'up' | 'down' };

function Bar({ from, to, kind }: BarProps): ReactNode {
  const [left, width] = [Math.min(from, to), Math.abs(to - from)];
  return (
    <div className={styles['track']} aria-hidden="true">
      <span
        className={[styles['bar'], styles[kind]].join(' ')}
        style={{ left: `${left}%`, width: `${Math.max(width, 0.5)}%` }}
      />
    </div>
  );
}
