import type { ReactNode } from 'react';
import type { KpiInfo } from '../../api/kpi.ts';
import type { Goal } from '../../api/standing.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useWriters } from '../../state/writers.ts';
import { joined } from '../../state/where.ts';
import { Bar } from '../chart/bar.tsx';
import { KpiFigure } from '../figure/kpi-figure.tsx';
import { place, Sentence } from '../figure/sentence.tsx';
import { Told } from '../figure/told.tsx';
import { LaterKpiRecords } from '../records/later.tsx';
import styles from './goal-line.module.css';

/** What somebody feels about a verdict. */
export const goalTones: Readonly<Partial<Record<Goal['verdict'], 'good' | 'bad'>>> = {
  reached: 'good',
  on_course: 'good',
  missed: 'bad',
  exceeded: 'bad',
  behind: 'bad',
  hardly_reachable: 'bad',
};

/** How a goal stands: what there is, what should be by now, and what it will come to. */
export function GoalLine({
  goal,
  kpi,
  owner,
}: {
  readonly goal: Goal;
  readonly kpi: KpiInfo | undefined;
  /** Whose it is, where that has to be said. */
  readonly owner?: string;
}): ReactNode {
  const { t } = useWords();
  const writers = useWriters();
  const unit = kpi?.unit ?? 'per';
  const { value, target, expected, needed_per_day: needed, own_per_day: own, projection, verdict, grain } = goal;
  const tone = goalTones[verdict];
  const write = (number: number | null): string => writers.value(number, unit);
  const { from, to, rep, team } = goal;
  const where = joined(rep === null ? undefined : `rep=${rep}`, team === null ? undefined : `team=${team}`);
  const told = (
    what: 'expected' | 'needed' | 'own' | 'projection',
    text: string,
    sure: string | null = null,
  ): ReactNode => (
    <Told
      label={`${t(`goal.told.${what}`)}: ${kpi?.label ?? goal.kpi}`}
      text={text}
      meaning={t(`goal.told.${what}.meaning`)}
      {...(what === 'own' ? {} : { formula: t(`goal.told.${what}.formula`) })}
      sure={sure}
    >
      <LaterKpiRecords kpi={goal.kpi} of={{ from, to, where }} />
    </Told>
  );
  return (
    <div className={styles['goal']}>
      <p className={styles['row']}>
        <span>
          {t(`goal.${goal.direction}`, { target: writers.bound(target, unit) })} · {t(`goal.grain.${grain}`)}
          {owner === undefined ? '' : ` · ${owner}`}
        </span>
        <span className={tone === undefined ? undefined : styles[tone]}>{t(`goal.verdict.${verdict}`)}</span>
      </p>
      {value === null || target === 0 ? null : (
        <Bar share={value / target} mark={expected === null ? null : expected / target} />
      )}
      <p className={styles['soft']}>
        <Sentence
          text={[
            t('goal.there', { value: place('value') }),
            expected === null ? null : t('goal.expected', { expected: place('expected') }),
            needed === null || own === null ? null : t('goal.pace', { needed: place('needed'), own: place('own') }),
            projection === null
              ? null
              : t('goal.projection', {
                  value: place('projection'),
                  low: write(projection.interval[0]),
                  high: write(projection.interval[1]),
                  chance: writers.share(projection.chance, 0),
                }),
          ]
            .filter((part) => part !== null)
            .join(' · ')}
          parts={{
            value: <KpiFigure id={goal.kpi} unit={unit} value={{ value }} of={{ from, to, where }} />,
            expected: told('expected', write(expected)),
            needed: told('needed', writers.value(needed, 'per')),
            own: told('own', writers.value(own, 'per')),
            projection: told(
              'projection',
              write(projection?.value ?? null),
              projection === null
                ? null
                : t('goal.told.sure', { low: write(projection.interval[0]), high: write(projection.interval[1]) }),
            ),
          }}
        />
      </p>
    </div>
  );
}
