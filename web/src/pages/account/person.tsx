import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { AccountHistory, AccountMap, MapContact } from '../../api/accounts.ts';
import { tactQuery } from '../../api/capture.ts';
import { meQuery } from '../../api/me.ts';
import { useWords } from '../../i18n/use-words.ts';
import { PlainButton } from '../../parts/button/button.tsx';
import { RatingMark } from '../../parts/rating/rating-mark.tsx';
import { useWriters } from '../../state/writers.ts';
import { marksOf, talkText } from './about.ts';
import styles from './account.module.css';

type PersonPanelProps = {
  readonly contact: MapContact;
  readonly map: AccountMap;
  readonly history: AccountHistory;
  readonly isNow: boolean;
  readonly onClose: () => void;
};

/** So many ratings are listed. */
const mostRatings = 6;

/** One of the map's people: how they stood and stand, and who of ours talks to them. */
export function PersonPanel({ contact, map, history, isNow, onClose }: PersonPanelProps): ReactNode {
  const { t } = useWords();
  const writers = useWriters();
  const { name, title, role, influence, rating, rated_at: ratedAt, rated_by: ratedBy, heard_at: heardAt } = contact;
  const ties = map.ties.filter((tie) => tie.contact === contact.contact);
  const ratings = history.ratings.filter(
    (each) => each.contact === contact.contact && each.rated_at.slice(0, 10) <= map.as_of,
  );
  const days = writers.count(history.thresholds['touch_window_days'] ?? 0);
  const withWhom = map.together
    .filter(({ one, other }) => one === contact.contact || other === contact.contact)
    .map(
      ({ one, other }) => map.contacts.find((each) => each.contact === (one === contact.contact ? other : one))?.name,
    )
    .filter((found) => found !== undefined);
  const repName = (rep: string | null): string => (rep === null ? '–' : (history.reps[rep] ?? t('rep.colleague')));
  return (
    <>
      <div className={styles['personHead']}>
        <RatingMark rating={rating} r={18} isOld={!contact.rated_lately} />
        <div>
          <h3>{name}</h3>
          <p className={styles['soft']}>
            {[title, role === null ? t('role.none') : t(`role.${role}`), t('account.influence', { n: influence })]
              .filter((part) => part !== null)
              .join(' · ')}
          </p>
        </div>
      </div>
      <ul role="list" className={styles['marks']}>
        {marksOf(contact).map((mark) => (
          <li key={mark}>{t(`account.mark.${mark}`)}</li>
        ))}
      </ul>
      {isNow ? <TactNote contact={contact.contact} /> : null}
      <p>
        {heardAt === null
          ? t('account.person.heard.never')
          : t('account.person.heard', { day: writers.dayAt(heardAt) })}
        {ratedAt === null ? null : (
          <>
            {'; '}
            {t('account.person.rated', { day: writers.dayAt(ratedAt), who: repName(ratedBy) })}
          </>
        )}
      </p>
      <h4>{t('account.person.talks')}</h4>
      {ties.length === 0 ? <p className={styles['soft']}>{t('account.person.talks.none', { days })}</p> : null}
      <ul role="list" className={styles['plain']}>
        {ties.map((tie) => (
          <li key={tie.rep}>
            <strong>{tie.rep_name ?? t('rep.colleague')}</strong>: {talkText({ t }, tie)}
          </li>
        ))}
        {withWhom.length === 0 ? null : (
          <li className={styles['soft']}>{t('account.person.together', { who: withWhom.join(', ') })}</li>
        )}
      </ul>
      {ratings.length === 0 ? null : (
        <>
          <h4>{t('account.person.ratings')}</h4>
          <ul role="list" className={styles['plain']}>
            {ratings
              .toReversed()
              .slice(0, mostRatings)
              .map((each) => (
                <li key={each.rated_at} className={styles['rated']}>
                  <RatingMark rating={each.strength} r={9} />
                  <span>
                    {writers.dayAt(each.rated_at)} · {repName(each.rep)}
                    {each.note === null ? '' : ` · ${each.note}`}
                  </span>
                </li>
              ))}
          </ul>
        </>
      )}
      <PlainButton onPress={onClose}>{t('account.person.close')}</PlainButton>
    </>
  );
}

/** Why a further touch would be too much, for those who plan touches. */
function TactNote({ contact }: { readonly contact: string }): ReactNode {
  const { data: me } = useQuery(meQuery);
  const { data: tact } = useQuery({ ...tactQuery(contact), enabled: me?.rights['follow_ups.read'] !== undefined });
  const warning = tact?.warning ?? null;
  return warning === null ? null : <p className={styles['tact']}>{warning}</p>;
}
