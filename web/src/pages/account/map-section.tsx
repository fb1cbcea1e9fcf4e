import { type ReactNode, useCallback, useRef } from 'react';
import type { AccountHistory, AccountMap } from '../../api/accounts.ts';
import { useWords } from '../../i18n/use-words.ts';
import { FlagReasons } from '../../parts/flags/flags.tsx';
import { RatingMark, ratingText } from '../../parts/rating/rating-mark.tsx';
import { Note } from '../../parts/state/fault.tsx';
import { Scroll } from '../../parts/table/scroll.tsx';
import { DataTable } from '../../parts/table/data-table.tsx';
import { useIsNarrow } from '../../state/width.ts';
import { useWriters } from '../../state/writers.ts';
import { marksOf, talkText } from './about.ts';
import styles from './account.module.css';
import { AsOf } from './as-of.tsx';
import { RelationshipMap } from './map/relationship-map.tsx';
import { PersonPanel } from './person.tsx';

type MapSectionProps = {
  readonly map: AccountMap;
  readonly history: AccountHistory;
  /** What stood on the day that was asked for is not there yet. */
  readonly isStale: boolean;
  readonly chosen: string | null;
  readonly set: (changes: Readonly<Record<string, string | undefined>>) => void;
};

/** The map, the day that it shows, and beside it what is to be watched or who was chosen. */
export function MapSection({ map, history, isStale, chosen, set }: MapSectionProps): ReactNode {
  const { t } = useWords();
  const writers = useWriters();
  const { first, last, thresholds } = history;
  const isNow = map.as_of === last;
  const panel = useRef<HTMLElement>(null);
  const isNarrow = useIsNarrow();
  const choose = (contact: string | null): void => {
    set({ person: contact ?? undefined });
    // Where it stands below the map, what was chosen comes into view.
    if (isNarrow && contact !== null) panel.current?.scrollIntoView({ block: 'start' });
  };
  const travel = useCallback((day: string) => set({ as_of: day === last ? undefined : day }), [set, last]);
  const person = map.contacts.find(({ contact }) => contact === chosen);
  return (
    <section className={styles['section']} aria-busy={isStale}>
      <div>
        <h2>{t('account.map')}</h2>
        <p className={styles['soft']}>
          {t('account.map.lead', {
            days: writers.count(thresholds['touch_window_days'] ?? 0),
            day: writers.day(map.as_of),
          })}
        </p>
      </div>
      {first === null || first >= last ? null : <AsOf first={first} last={last} day={map.as_of} onChange={travel} />}
      {map.contacts.length === 0 ? (
        <Note
          title={t(isNow ? 'account.map.none' : 'account.map.none.then')}
          {...(isNow ? { text: t('account.map.none.do') } : {})}
        />
      ) : (
        <div className={styles['columns']}>
          <div className={styles['sheet']}>
            <RelationshipMap map={map} chosen={person === undefined ? null : chosen} onChoose={choose} />
            <Legend fresh={thresholds['rating_fresh_days'] ?? 0} />
            <MapTable map={map} />
          </div>
          <aside ref={panel} className={styles['panel']} aria-live="polite">
            {person === undefined ? (
              <Watch map={map} days={thresholds['touch_window_days'] ?? 0} isNow={isNow} onChoose={choose} />
            ) : (
              <PersonPanel contact={person} map={map} history={history} isNow={isNow} onClose={() => choose(null)} />
            )}
          </aside>
        </div>
      )}
    </section>
  );
}

type WatchProps = {
  readonly map: AccountMap;
  readonly days: number;
  /** The warnings of now stand above the map. */
  readonly isNow: boolean;
  readonly onChoose: (contact: string) => void;
};

/** The account's warnings at that moment, and who is not covered. */
function Watch({ map, days, isNow, onChoose }: WatchProps): ReactNode {
  const { t } = useWords();
  const writers = useWriters();
  const uncovered = map.contacts
    .filter(({ covered }) => !covered)
    .toSorted((a, b) => Number(b.role !== null) - Number(a.role !== null) || b.influence - a.influence);
  return (
    <>
      {isNow ? null : (
        <>
          <h3>{t('account.warnings')}</h3>
          {map.flags.length === 0 ? (
            <p className={styles['soft']}>{t('account.warnings.none')}</p>
          ) : (
            <FlagReasons flags={map.flags} />
          )}
        </>
      )}
      <h3>{t('account.uncovered', { n: writers.count(uncovered.length), all: writers.count(map.contacts.length) })}</h3>
      {uncovered.length === 0 ? (
        <p className={styles['soft']}>{t('account.uncovered.none')}</p>
      ) : (
        <>
          <p className={styles['soft']}>
            {t('account.uncovered.why', { days: writers.count(days), day: writers.day(map.as_of) })}
          </p>
          <ul role="list" className={styles['plain']}>
            {uncovered.map(({ contact, name, role, rating }) => (
              <li key={contact}>
                <button type="button" className={styles['pick']} onClick={() => onChoose(contact)}>
                  <RatingMark rating={rating} r={9} />
                  <span>
                    {name}
                    <span className={styles['soft']}> · {role === null ? t('role.none') : t(`role.${role}`)}</span>
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
      <p className={styles['soft']}>{t('account.pick')}</p>
    </>
  );
}

function Legend({ fresh }: { readonly fresh: number }): ReactNode {
  const { t } = useWords();
  const writers = useWriters();
  return (
    <details className={styles['legend']} open>
      <summary>{t('account.legend')}</summary>
      <ul role="list" className={styles['keys']}>
        {[-3, -2, -1, 0, 1, 2, 3, null].map((rating) => (
          <li key={String(rating)}>
            <RatingMark rating={rating} r={9} />
          </li>
        ))}
      </ul>
      <p>{t('account.legend.shape')}</p>
      <ul role="list" className={styles['keys']}>
        {(['alone', 'group', 'tried'] as const).map((kind) => (
          <li key={kind}>
            <svg width="34" height="10" aria-hidden="true" className={styles['stroke']} data-kind={kind}>
              <path d="M2 5H32" />
            </svg>
            {t(`account.legend.${kind}`)}
          </li>
        ))}
      </ul>
      <p>{t('account.legend.number', { days: writers.count(fresh) })}</p>
    </details>
  );
}

/** The map as a table. */
function MapTable({ map }: { readonly map: AccountMap }): ReactNode {
  const { t } = useWords();
  return (
    <details className={styles['legend']}>
      <summary>{t('chart.table')}</summary>
      <Scroll label={t('account.map')} isBare>
        <DataTable
          caption={t('account.map')}
          columns={[
            { label: t('account.table.person') },
            { label: t('account.table.role') },
            { label: t('account.influence.short'), isNumber: true },
            { label: t('account.table.rating'), isNumber: true },
            { label: t('account.table.talks') },
            { label: t('account.table.state') },
          ]}
          rows={map.contacts.map((contact) => [
            contact.name,
            contact.role === null ? t('role.none') : t(`role.${contact.role}`),
            contact.influence,
            ratingText(contact.rating),
            map.ties
              .filter((tie) => tie.contact === contact.contact)
              .map((tie) => `${tie.rep_name ?? t('rep.colleague')}: ${talkText({ t }, tie)}`)
              .join('; '),
            marksOf(contact)
              .map((mark) => t(`account.mark.${mark}`))
              .join(', '),
          ])}
        />
      </Scroll>
    </details>
  );
}
