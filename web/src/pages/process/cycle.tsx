import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useCallback } from 'react';
import type { Query } from '../../api/client.ts';
import { costQuery, type CurveStep, type Cycle, type CycleDeal } from '../../api/effects.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Chart } from '../../parts/chart/chart.tsx';
import type { ChartColours } from '../../parts/chart/colours.ts';
import { place, Sentence } from '../../parts/figure/sentence.tsx';
import { Section } from '../../parts/page/page-head.tsx';
import { Fault } from '../../parts/state/fault.tsx';
import { Skeleton } from '../../parts/state/skeleton.tsx';
import { usePeriod } from '../../state/period.ts';
import { useScope } from '../../state/scope.ts';
import { whereOf } from '../../state/where.ts';
import { useWriters } from '../../state/writers.ts';
import { CycleTold } from './cycle-told.tsx';
import { cycleOption } from './cycle-option.ts';
import styles from './process.module.css';

const known = ['rep', 'team', 'segment', 'source', 'product'];

/** What comes of deals in time: how many are still open, won, lost so many days after they began. */
export function CyclePart(): ReactNode {
  const { t } = useWords();
  const period = usePeriod();
  const [scope] = useScope();
  const asked = { ...period, where: whereOf(scope, known) };
  const { data, error, refetch } = useQuery(costQuery({ by: 'source', ...asked }));
  if (error !== null) return <Fault error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton height="34rem" />;
  const { cycle } = data.all;
  return (
    <Section title={t('process.cycle')} intro={t('process.cycle.how')}>
      {cycle === null || cycle.deals === 0 || cycle.curve === undefined || cycle.curve.length === 0 ? (
        <p className={styles['soft']}>{t('process.cycle.none')}</p>
      ) : (
        <Curve cycle={cycle} curve={cycle.curve} asked={asked} />
      )}
    </Section>
  );
}

type CurveProps = { readonly cycle: Cycle; readonly curve: readonly CurveStep[]; readonly asked: Query };

function Curve({ cycle, curve, asked }: CurveProps): ReactNode {
  const { t } = useWords();
  const writers = useWriters();
  const { half, marks, deals, won, lost } = cycle;
  const option = useCallback(
    (colours: ChartColours) =>
      cycleOption(curve, colours, {
        open: t('process.open'),
        won: t('process.won'),
        days: t('process.days'),
        share: (share) => writers.share(share, 0),
        day: (day) => t('process.day', { n: writers.count(day) }),
      }),
    [curve, t, writers],
  );
  const share = (value: number | null): string => writers.value(value, 'ratio');
  const [low, high] = half?.interval ?? [null, null];
  const day = (days: number | null): string => (days === null ? '–' : writers.count(Math.round(days)));
  const counted = (end: 'deals' | 'won' | 'lost' | 'open', n: number, is: (deal: CycleDeal) => boolean): ReactNode => (
    <CycleTold
      label={t(`process.${end}`)}
      text={writers.count(n)}
      meaning={t(`process.${end}.meaning`)}
      asked={asked}
      is={is}
    />
  );
  const standing = (end: 'won' | 'lost' | 'open', mark: Cycle['marks'][number], value: number | null): ReactNode => {
    const after = t('process.day', { n: writers.count(mark.days) });
    const interval = end === 'won' ? mark.won_interval : null;
    return value === null ? (
      '–'
    ) : (
      <CycleTold
        key={end}
        label={`${t(`process.${end}`)}: ${after}`}
        text={share(value)}
        meaning={t('process.standing.meaning', { after })}
        formula={t('process.standing.formula')}
        sure={
          interval === null
            ? null
            : t('figure.interval', { low: share(interval[0]), high: share(interval[1]), n: writers.count(deals) })
        }
        asked={asked}
      />
    );
  };
  return (
    <div className={styles['part']}>
      <p>
        <Sentence
          text={t('process.cycle.counts', {
            deals: place('deals'),
            won: place('won'),
            lost: place('lost'),
            open: place('open'),
          })}
          parts={{
            deals: counted('deals', deals, () => true),
            won: counted('won', won, ({ end }) => end === 'won'),
            lost: counted('lost', lost, ({ end }) => end === 'lost'),
            open: counted('open', deals - won - lost, ({ end }) => end === null),
          }}
        />{' '}
        {half === null ? (
          t('process.half.none')
        ) : (
          <Sentence
            text={t('process.half', { days: place('days'), low: day(low), high: day(high) })}
            parts={{
              days: (
                <CycleTold
                  label={t('process.half.label')}
                  text={day(half.days)}
                  meaning={t('process.half.meaning')}
                  sure={t('figure.interval', { low: day(low), high: day(high), n: writers.count(deals) })}
                  asked={asked}
                />
              ),
            }}
          />
        )}
      </p>
      <Chart
        title={t('process.curve')}
        height={320}
        option={option}
        showsTable
        table={{
          columns: [
            { label: t('process.after') },
            { label: t('process.open'), isNumber: true },
            { label: t('process.won'), isNumber: true },
            { label: t('process.won.range'), isNumber: true },
            { label: t('process.lost'), isNumber: true },
          ],
          rows: marks.map((mark) => [
            t('process.day', { n: writers.count(mark.days) }),
            standing('open', mark, mark.open),
            standing('won', mark, mark.won),
            mark.won_interval === null ? '–' : mark.won_interval.map(share).join(' … '),
            standing('lost', mark, mark.lost),
          ]),
        }}
      />
    </div>
  );
}
