import type { ReactNode } from 'react';
import type { AccountHistory } from '../../../api/accounts.ts';
import { useWords } from '../../../i18n/use-words.ts';
import { ratingText } from '../../../parts/rating/rating-mark.tsx';
import { Note } from '../../../parts/state/fault.tsx';
import { Scroll } from '../../../parts/table/scroll.tsx';
import { DataTable } from '../../../parts/table/data-table.tsx';
import type { Look } from '../../../state/look.ts';
import { useWidth } from '../../../state/width.ts';
import { useWriters } from '../../../state/writers.ts';
import styles from '../account.module.css';
import { scaleOf } from './scale.ts';
import { Timeline } from './timeline.tsx';
import { touchWords } from './touch-words.ts';

type TimelineSectionProps = {
  readonly history: AccountHistory;
  readonly look: Look;
  /** The day that the map shows. */
  readonly asOf: string;
  /** What chooses the days. */
  readonly children: ReactNode;
};

/** So many touches are in the table. */
const mostRows = 200;

/** Touches by contact over time, how each stood, and the stages of the deals beneath; as tables too. */
export function TimelineSection({ history, look, asOf, children }: TimelineSectionProps): ReactNode {
  const words = useWords();
  const { t } = words;
  const writers = useWriters();
  const [place, width] = useWidth<HTMLDivElement>();
  const { touches, total, ratings, contacts, reps } = history;
  const nameOf = (id: string): string => contacts.find(({ contact }) => contact === id)?.name ?? id;
  return (
    <section className={styles['section']}>
      <div className={styles['between']}>
        <div>
          <h2>{t('account.timeline')}</h2>
          <p className={styles['soft']}>{t('account.timeline.lead')}</p>
        </div>
        {children}
      </div>
      {touches.length === 0 && ratings.length === 0 && history.deals.length === 0 ? (
        <Note title={t('account.timeline.none')} text={t('account.timeline.none.do')} />
      ) : (
        <div className={styles['sheet']}>
          <div ref={place}>
            {width === null ? null : (
              <Timeline
                history={history}
                scale={scaleOf(look.from, look.to, width < 640 ? 8 : 172, width - 12)}
                width={width}
                asOf={asOf}
              />
            )}
          </div>
          <ul role="list" className={styles['keys']}>
            {(['call', 'written', 'meeting'] as const).map((kind) => (
              <li key={kind}>
                <svg width="14" height="14" aria-hidden="true">
                  <path d={shapes[kind]} fill="none" stroke="currentColor" strokeWidth="1.5" />
                </svg>
                {t(`account.timeline.${kind}`)}
              </li>
            ))}
            <li>
              <svg width="14" height="14" aria-hidden="true">
                <path d={shapes.call} fill="currentColor" />
              </svg>
              {t('account.timeline.answered')}
            </li>
          </ul>
          {total <= touches.length ? null : (
            <p className={styles['soft']}>
              {t('account.timeline.cut', { shown: writers.count(touches.length), n: writers.count(total) })}
            </p>
          )}
          <details className={styles['legend']}>
            <summary>{t('chart.table')}</summary>
            <Scroll label={t('account.timeline')} isBare>
              <DataTable
                caption={t('account.timeline')}
                columns={[
                  { label: t('account.touch.day') },
                  { label: t('account.touch.channel') },
                  { label: t('account.touch.result') },
                  { label: t('account.touch.who') },
                  { label: t('account.touch.rep') },
                  { label: t('account.touch.subject') },
                ]}
                rows={touches
                  .toReversed()
                  .slice(0, mostRows)
                  .map((touch) => [
                    writers.moment(touch.at),
                    ...touchWords(words, touch),
                    touch.contacts.length === 0 ? t('account.timeline.nobody') : touch.contacts.map(nameOf).join(', '),
                    reps[touch.rep] ?? t('rep.colleague'),
                    touch.subject ?? '',
                  ])}
              />
              <DataTable
                caption={t('account.ratings')}
                showsCaption
                columns={[
                  { label: t('account.touch.day') },
                  { label: t('account.table.person') },
                  { label: t('account.table.rating'), isNumber: true },
                  { label: t('account.touch.rep') },
                  { label: t('account.ratings.note') },
                ]}
                rows={ratings
                  .toReversed()
                  .map((rating) => [
                    writers.dayAt(rating.rated_at),
                    nameOf(rating.contact),
                    ratingText(rating.strength),
                    reps[rating.rep] ?? t('rep.colleague'),
                    rating.note ?? '',
                  ])}
              />
            </Scroll>
          </details>
        </div>
      )}
    </section>
  );
}

const shapes = {
  call: 'M7 2.5a4.5 4.5 0 1 1 0 9a4.5 4.5 0 1 1 0-9Z',
  written: 'M3 3H11V11H3Z',
  meeting: 'M7 2L12.5 11.5H1.5Z',
} as const;
