import type { ReactNode } from 'react';
import type { Material, MaterialOdds } from '../../api/effects.ts';
import { useWords } from '../../i18n/use-words.ts';
import { scaleOf, Strip } from '../../parts/chart/strip.tsx';
import { isOutside, toneOf, VerdictWords } from '../../parts/page/verdict.tsx';
import { ScrollTable } from '../../parts/table/scroll-table.tsx';
import { assetName } from '../../parts/vocabulary/member-name.ts';
import { useWriters } from '../../state/writers.ts';
import { MaterialTold } from './material-told.tsx';
import styles from './numbers.module.css';

/** How much more often deals went on where material was given, type by type; 1 is no difference. */
export function MaterialForest({ material }: { readonly material: Material }): ReactNode {
  const { t } = useWords();
  const writers = useWriters();
  const title = t('numbers.material');
  const { types, silence } = material;
  if (silence !== null || types.length === 0) {
    return (
      <div className={styles['forest']}>
        <h3>{title}</h3>
        <p className={styles['soft']}>{t(`numbers.silence.${silence ?? 'no_records'}`)}</p>
      </div>
    );
  }
  const scale = scaleOf([1, ...types.flatMap(({ interval }) => interval ?? [])]);
  const opens = (of: MaterialOdds, text: string): ReactNode => (
    <MaterialTold of={of} text={text} name={assetName({ t }, of.asset_type)} />
  );
  const times = (of: MaterialOdds): ReactNode =>
    of.odds_ratio === null || of.interval === null ? (
      '–'
    ) : (
      <span>
        {opens(of, `×${writers.value(of.odds_ratio, 'odds')}`)}{' '}
        <span className={styles['soft']}>({of.interval.map((end) => writers.value(end, 'odds')).join(' … ')})</span>
      </span>
    );
  return (
    <div className={styles['forest']}>
      <h3>{title}</h3>
      <ScrollTable
        caption={title}
        columns={[
          { label: t('numbers.asset'), isTerm: true },
          { label: t('numbers.odds'), isNumber: true },
          { label: t('numbers.odds.drawn'), isDrawn: true },
          { label: t('numbers.given'), isNumber: true },
          { label: t('numbers.advanced'), isNumber: true },
          { label: t('people.verdict'), isWide: true },
        ]}
        rows={types.map((each) => [
          assetName({ t }, each.asset_type),
          times(each),
          <Strip
            key="strip"
            scale={scale}
            value={each.odds_ratio}
            interval={each.interval}
            middle={1}
            verdict={each.verdict}
            tone={toneOf(each.verdict, 'higher')}
            isLog
          />,
          opens(each, writers.count(each.given)),
          opens(each, writers.count(each.advanced)),
          <VerdictWords
            key="verdict"
            verdict={each.verdict}
            better="higher"
            against="average"
            isApart={isOutside(1, each.interval)}
          />,
        ])}
      />
      <p className={styles['soft']}>
        {t('numbers.material.how', { n: writers.count(material.stays), advanced: writers.count(material.advanced) })}
      </p>
    </div>
  );
}
