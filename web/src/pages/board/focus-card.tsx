import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Board } from '../../api/board.ts';
import { type KpiInfo, valueIn } from '../../api/kpi.ts';
import { type Goal, goalsQuery } from '../../api/standing.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Spark } from '../../parts/chart/spark.tsx';
import { Figure } from '../../parts/figure/figure.tsx';
import { place, Sentence } from '../../parts/figure/sentence.tsx';
import { GoalGroup } from '../../parts/goals/goal-group.tsx';
import { GoalLine } from '../../parts/goals/goal-line.tsx';
import { useTeamNames } from '../../parts/people/rep-link.tsx';
import { notByText } from '../../parts/scope-bar/not-by.ts';
import { Fault } from '../../parts/state/fault.tsx';
import { Skeleton } from '../../parts/state/skeleton.tsx';
import { type Look, unfitFor } from '../../state/look.ts';
import { type Scope, useScope } from '../../state/scope.ts';
import { useWriters } from '../../state/writers.ts';
import styles from './board.module.css';
import { useFigures } from './figures.ts';
import { Months } from './months.tsx';
import { verdictOf } from './verdict.ts';

type FocusCardProps = {
  readonly kpi: KpiInfo;
  /** All that are in focus: they are asked for together. */
  readonly focus: readonly KpiInfo[];
  readonly look: Look;
  readonly before: Board['before'];
};

/** A number in focus: its value and interval, before, its goal and pace, what is usual over time, and what changed by more than chance. */
export function FocusCard(props: FocusCardProps): ReactNode {
  const { kpi } = props;
  const { t } = useWords();
  const [scope] = useScope();
  const unfit = unfitFor(scope, kpi.dimensions);
  if (unfit.length === 0) return <TellingCard {...props} />;
  return (
    <article className={styles['card']}>
      <h2>{kpi.label}</h2>
      <p className={styles['value']}>–</p>
      <p className={styles['soft']}>{notByText({ t }, unfit)}</p>
    </article>
  );
}

function TellingCard({ kpi, focus, look, before }: FocusCardProps): ReactNode {
  const { t } = useWords();
  const writers = useWriters();
  const [scope] = useScope();
  const { where } = look;
  const fitting = focus.filter(({ dimensions }) => unfitFor(scope, dimensions).length === 0);
  const { now, past, trend, error, retry } = useFigures(kpi, fitting, look, before);
  if (error !== null) return <Fault error={error} onRetry={retry} />;
  if (now === undefined || trend === undefined) return <Skeleton height="21rem" />;
  const value = valueIn(now.rows[0], kpi.kpi) ?? { value: null };
  const earlier = valueIn(past?.rows[0], kpi.kpi);
  const { limits } = trend;
  const verdict = verdictOf(kpi, trend);
  const range = (interval: readonly [number, number]): string =>
    t('board.interval', { low: writers.value(interval[0], kpi.unit), high: writers.value(interval[1], kpi.unit) });
  const places = trend.points.flatMap(({ month }, i) =>
    trend.signals.some(({ kind, from: first, to: last }) => kind === 'outlier' && month >= first && month <= last)
      ? [i]
      : [],
  );
  return (
    <article className={styles['card']}>
      <h2>{kpi.label}</h2>
      <p className={styles['value']}>
        <Figure kpi={kpi} value={value} of={look} />
      </p>
      <p className={styles['soft']}>
        {value.interval === null || value.interval === undefined ? '\u00a0' : range(value.interval)}
      </p>
      <p className={styles['soft']}>
        <Sentence
          text={t('board.then', {
            value: place('value'),
          })}
          parts={{ value: <Figure kpi={kpi} value={earlier ?? { value: null }} of={{ ...look, ...before }} /> }}
        />
        {earlier?.interval === null || earlier?.interval === undefined ? '' : ` · ${range(earlier.interval)}`}
      </p>
      <Spark
        title={t('board.spark', { label: kpi.label })}
        values={trend.points.map((point) => point.value)}
        limits={limits === null ? null : { low: limits.low, middle: limits.mean, high: limits.high }}
        signals={places}
      />
      <p className={[styles['verdict'], verdict.tone === null ? '' : styles[verdict.tone]].join(' ')}>
        {t(verdict.text)}
      </p>
      <Months kpi={kpi} trend={trend} where={where} />
      <Goals kpi={kpi} scope={scope} />
    </article>
  );
}

/** At most so many goals stand in a card. */
const mostGoals = 6;

/** The goals of the KPI that are running: of what is looked at; without a filter everybody’s and the teams’. */
function Goals({ kpi, scope }: { readonly kpi: KpiInfo; readonly scope: Scope }): ReactNode {
  const { data } = useQuery(goalsQuery({}));
  const { t } = useWords();
  const teamName = useTeamNames();
  const own = (data ?? []).filter(
    ({ kpi: of, rep, team }) =>
      of === kpi.kpi &&
      (scope.rep === undefined ? rep === null : rep === scope.rep) &&
      (scope.team === undefined || team === scope.team),
  );
  const nameOf = ({ team }: Goal): string => (team === null ? t('board.everybody') : teamName(team));
  // A goal with a pace or a forecast has a sentence of its own, which no row has room for.
  const alike = Map.groupBy(own.slice(0, mostGoals), ({ target, direction, from, to, team, expected, projection }) =>
    [target, direction, from, to, ...(expected === null && projection === null ? [] : [team])].join(' '),
  );
  return (
    <div className={styles['goals']}>
      {[...alike].map(([key, goals]) =>
        goals.length === 1 ? (
          <GoalLine
            key={key}
            goal={goals[0]!}
            kpi={kpi}
            {...(goals[0]!.team === null ? {} : { owner: nameOf(goals[0]!) })}
          />
        ) : (
          <GoalGroup key={key} goals={goals} kpi={kpi} nameOf={nameOf} />
        ),
      )}
    </div>
  );
}
