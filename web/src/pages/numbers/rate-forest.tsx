import type { ReactNode } from 'react';
import type { FactorRates, MemberRate } from '../../api/effects.ts';
import { useWords } from '../../i18n/use-words.ts';
import { scaleOf, Strip } from '../../parts/chart/strip.tsx';
import { isOutside, toneOf, VerdictWords } from '../../parts/page/verdict.tsx';
import { RepLink, useRepNames } from '../../parts/people/rep-link.tsx';
import { ScrollTable } from '../../parts/table/scroll-table.tsx';
import { dimensionName } from '../../parts/terms/names.ts';
import { memberName } from '../../parts/vocabulary/member-name.ts';
import { useWriters } from '../../state/writers.ts';
import { Effect } from './effect.tsx';
import styles from './numbers.module.css';

/** The members of a factor as a forest plot: 100 is the average, all else equal; the same figures stand beside it. */
export function RateForest({ rates }: { readonly rates: FactorRates }): ReactNode {
  const { t } = useWords();
  const writers = useWriters();
  const nameOf = useRepNames();
  const { model, factor, average, members, silence, adjusted_for: others, missing, entangled } = rates;
  const title = t(`numbers.${model}.by`, { factor: dimensionName(t, factor) });
  if (silence !== null || average === null) {
    return (
      <div className={styles['forest']}>
        <h3>{title}</h3>
        <p className={styles['soft']}>{t(`numbers.silence.${silence ?? 'no_results'}`)}</p>
      </div>
    );
  }
  const index = (rate: number): number => (rate / average.rate) * 100;
  const name = ({ member }: MemberRate): string => (factor === 'rep' ? nameOf(member) : memberName({ t }, member));
  const shown = members.toSorted((a, b) => name(a).localeCompare(name(b)));
  const scale = scaleOf([100, ...shown.flatMap(({ interval }) => interval.map(index))]);
  const whole = (value: number): string => writers.count(Math.round(value));
  const listed = (verdict: MemberRate['verdict']): string =>
    shown
      .filter((each) => each.verdict === verdict)
      .map((each) => `${name(each)} (${whole(index(each.rate))})`)
      .join(', ');
  const [above, below] = [listed('above'), listed('below')];
  const stands = above !== '' || below !== '';
  const table = (
    <ScrollTable
      caption={title}
      columns={[
        { label: dimensionName(t, factor) },
        { label: t('numbers.index'), isNumber: true },
        { label: t('numbers.index.drawn'), isDrawn: true },
        { label: t('numbers.rate'), isNumber: true },
        { label: t('numbers.n'), isNumber: true },
        { label: t('people.verdict'), isWide: true },
      ]}
      rows={shown.map((each) => [
        factor === 'rep' ? <RepLink key="rep" rep={each.member} /> : name(each),
        <span key="index">
          <Effect rates={rates} member={each} name={name(each)} text={whole(index(each.rate))} />{' '}
          <span className={styles['soft']}>({each.interval.map((end) => whole(index(end))).join(' … ')})</span>
        </span>,
        <Strip
          key="strip"
          scale={scale}
          value={index(each.rate)}
          interval={[index(each.interval[0]), index(each.interval[1])]}
          middle={100}
          verdict={each.verdict}
          tone={toneOf(each.verdict, 'higher')}
          isLog
        />,
        <Effect key="rate" rates={rates} member={each} name={name(each)} text={writers.value(each.rate, 'ratio')} />,
        <Effect key="n" rates={rates} member={each} name={name(each)} text={writers.count(each.trials)} />,
        <VerdictWords
          key="verdict"
          verdict={each.verdict}
          better="higher"
          against="average"
          isApart={isOutside(average.rate, each.interval)}
        />,
      ])}
    />
  );
  return (
    <div className={styles['forest']}>
      <h3>{title}</h3>
      <p>
        {stands
          ? [
              above === '' ? null : t('numbers.above', { who: above }),
              below === '' ? null : t('numbers.below', { who: below }),
            ]
              .filter((part) => part !== null)
              .join(' ')
          : t('numbers.within', { count: shown.length })}
      </p>
      {stands ? (
        table
      ) : (
        <details>
          <summary>{t('chart.table')}</summary>
          {table}
        </details>
      )}
      <p className={styles['soft']}>
        {[
          t('numbers.average', {
            rate: writers.value(average.rate, 'ratio'),
            others: writers.list(others.map((other) => dimensionName(t, other))),
          }),
          missing === 0 ? null : t('numbers.missing', { n: writers.count(missing), factor: dimensionName(t, factor) }),
          ...entangled.map(({ one, other }) =>
            t('numbers.entangled', { one: one.member ?? '–', other: other.member ?? '–' }),
          ),
        ]
          .filter((part) => part !== null)
          .join(' ')}
      </p>
    </div>
  );
}
