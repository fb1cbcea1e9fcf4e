import type { ReactNode } from 'react';
import type { Ended, FlagWorth } from '../../api/risks.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Range } from '../../parts/chart/range.tsx';
import { Scroll } from '../../parts/table/scroll.tsx';
import { DataTable } from '../../parts/table/data-table.tsx';
import { useIsNarrow } from '../../state/width.ts';
import { useWriters } from '../../state/writers.ts';
import styles from './risk.module.css';

/** How past deals with each warning ended, beside those without it. */
export function Worth({ worth }: { readonly worth: readonly FlagWorth[] }): ReactNode {
  const { t } = useWords();
  const writers = useWriters();
  const isNarrow = useIsNarrow();
  const known = worth.filter((each) => each.with.closed > 0);
  const rate = ({ won, closed }: Ended): number | null => (closed === 0 ? null : won / closed);
  const text = (ended: Ended): string =>
    ended.closed === 0
      ? '–'
      : t('risk.worth.of', {
          share: writers.share(rate(ended) ?? 0, 0),
          won: writers.count(ended.won),
          all: writers.count(ended.closed),
        });
  const range = (each: FlagWorth): ReactNode => (
    <Range
      key="range"
      marks={[
        { shape: 'round', value: rate(each.with), interval: each.with.interval, tone: 'bad' },
        { shape: 'square', value: rate(each.without), interval: each.without.interval },
      ]}
      title={`${t('risk.worth.with')}: ${text(each.with)}; ${t('risk.worth.without')}: ${text(each.without)}`}
    />
  );
  return (
    <section className={styles['section']}>
      <div>
        <h2>{t('risk.worth')}</h2>
        <p className={styles['soft']}>{t(known.length === 0 ? 'risk.worth.none' : 'risk.worth.lead')}</p>
      </div>
      {known.length === 0 ? null : isNarrow ? (
        <ul role="list" className={styles['deals']}>
          {known.map((each) => (
            <li key={each.flag} className={styles['deal']}>
              <h3 className={styles['capital']}>{t(`flag.${each.flag}`)}</h3>
              {range(each)}
              <p className={styles['soft']}>
                {t('risk.worth.with')}: {text(each.with)}
                <br />
                {t('risk.worth.without')}: {text(each.without)}
              </p>
              <p>{t(`risk.worth.${each.verdict}`)}</p>
            </li>
          ))}
        </ul>
      ) : (
        <Scroll label={t('risk.worth')}>
          <DataTable
            caption={t('risk.worth')}
            columns={[
              { label: t('risk.byFlag.flag') },
              { label: t('risk.worth.with'), isNumber: true },
              { label: t('risk.worth.without'), isNumber: true },
              { label: t('risk.worth.picture') },
              { label: t('risk.worth.says') },
            ]}
            rows={known.map((each) => [
              t(`flag.${each.flag}`),
              text(each.with),
              text(each.without),
              range(each),
              t(`risk.worth.${each.verdict}`),
            ])}
          />
        </Scroll>
      )}
    </section>
  );
}
