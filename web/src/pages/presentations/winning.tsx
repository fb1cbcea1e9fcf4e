import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { type KpiValue, valueIn } from '../../api/kpi.ts';
import type { Presentations } from '../../api/presentations.ts';
import { kpiQuery } from '../../api/queries.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Range } from '../../parts/chart/range.tsx';
import { KpiFigure } from '../../parts/figure/kpi-figure.tsx';
import { place, Sentence } from '../../parts/figure/sentence.tsx';
import { Told } from '../../parts/figure/told.tsx';
import { Section } from '../../parts/page/page-head.tsx';
import { KpiRecords } from '../../parts/records/kpi-records.tsx';
import { Fault } from '../../parts/state/fault.tsx';
import { Skeleton } from '../../parts/state/skeleton.tsx';
import type { Look } from '../../state/look.ts';
import { useWriters } from '../../state/writers.ts';
import styles from './presentations.module.css';

type WinningProps = { readonly look: Look; readonly difference: Presentations['difference'] };

/** What came of deals presented to those who decide, beside those only sent. */
export function Winning({ look, difference }: WinningProps): ReactNode {
  const { t } = useWords();
  const { data, error, refetch } = useQuery(
    kpiQuery({ kpis: ['win_rate_presented', 'win_rate_unpresented'], ...look, interval: 0.95 }),
  );
  const verdict = useVerdict(difference, look);
  if (error !== null) return <Fault error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton height="18rem" />;
  return (
    <Section title={t('presentations.win')}>
      <div className={styles['card']}>
        <Side
          id="win_rate_presented"
          label={t('presentations.win.with')}
          value={valueIn(data.rows[0], 'win_rate_presented')}
          look={look}
          shape="round"
        />
        <Side
          id="win_rate_unpresented"
          label={t('presentations.win.without')}
          value={valueIn(data.rows[0], 'win_rate_unpresented')}
          look={look}
          shape="square"
        />
        <p>{verdict}</p>
        {difference === null ? null : <p className={styles['soft']}>{t('presentations.win.beware')}</p>}
      </div>
    </Section>
  );
}

type SideProps = {
  readonly id: string;
  readonly label: string;
  readonly value: KpiValue | null;
  readonly look: Look;
  readonly shape: 'round' | 'square';
};

function Side({ id, label, value, look, shape }: SideProps): ReactNode {
  const { t } = useWords();
  const writers = useWriters();
  const pending = value?.pending ?? 0;
  const all = value?.denominator ?? 0;
  return (
    <div className={styles['side']}>
      <div>
        <h3>{label}</h3>
        <p className={styles['rate']}>
          {value === null ? '–' : <KpiFigure id={id} unit="ratio" value={value} of={look} />}
        </p>
        <p className={styles['soft']}>
          {[
            t('presentations.win.on', { won: writers.count(value?.numerator ?? 0), all: writers.count(all) }),
            pending === 0 ? null : t('presentations.win.pending', { count: pending }),
          ]
            .filter((part) => part !== null)
            .join(' · ')}
        </p>
      </div>
      <Range
        marks={[{ shape, value: value?.value ?? null, interval: value?.interval ?? null }]}
        title={t('presentations.win.picture')}
      />
    </div>
  );
}

function useVerdict(difference: Presentations['difference'], look: Look): ReactNode {
  const { t } = useWords();
  const writers = useWriters();
  if (difference === null || difference.interval === null) return t('presentations.win.unknown');
  const points = (share: number): string => writers.difference(Math.round(share * 100), 'count');
  const [low, high] = difference.interval;
  const holes = {
    points: place('points'),
    low: points(low),
    high: points(high),
  };
  if (low <= 0 && high >= 0) return t('presentations.win.noise', holes);
  const shown = (
    <Told
      label={t('presentations.win')}
      text={writers.count(Math.abs(Math.round(difference.value * 100)))}
      meaning={t('presentations.win.beware')}
      formula={t('presentations.win.formula')}
      sure={t('presentations.win.sure', holes)}
    >
      <h3>{t('presentations.win.with')}</h3>
      <KpiRecords kpi="win_rate_presented" of={look} />
      <h3>{t('presentations.win.without')}</h3>
      <KpiRecords kpi="win_rate_unpresented" of={look} />
    </Told>
  );
  const text = t(difference.value > 0 ? 'presentations.win.more' : 'presentations.win.less', holes);
  return <Sentence text={text} parts={{ points: shown }} />;
}
