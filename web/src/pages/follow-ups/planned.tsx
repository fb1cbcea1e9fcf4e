import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { type FollowUp, handOn, putOff, settle } from '../../api/follow-ups.ts';
import { meQuery } from '../../api/me.ts';
import { useWords } from '../../i18n/use-words.ts';
import { MainButton, PlainButton } from '../../parts/button/button.tsx';
import { Fault } from '../../parts/state/fault.tsx';
import { useWriters } from '../../state/writers.ts';
import { inDays } from '../log/in-days.ts';
import styles from './follow-ups.module.css';
import { useChange } from './use-change.ts';
import { WhoseSelect } from './whose.tsx';

/** What was planned: what for, about whom, when; and what can be done with it. */
export function Planned({ followUp }: { readonly followUp: FollowUp }): ReactNode {
  const { t } = useWords();
  const writers = useWriters();
  const navigate = useNavigate();
  const { data: me } = useQuery(meQuery);
  const { change, error } = useChange();
  const { id, rep_id: rep, account, contact, contact_id: contactId, deal, due_at: dueAt, reason, tact } = followUp;
  const [now] = useState(() => Date.now());
  const isOverdue = Date.parse(dueAt) < now;
  return (
    <li className={styles['item']}>
      <h3>{reason}</h3>
      <div className={styles['about']}>
        <span>{[contact, account, deal].filter((part) => part !== null).join(' · ')}</span>
        <span className={isOverdue ? styles['overdue'] : undefined}>
          {writers.moment(dueAt)} {isOverdue ? t('followUps.overdue') : ''}
        </span>
      </div>
      {tact === null ? null : <p className={styles['tact']}>{tact}</p>}
      {error === null ? null : <Fault error={error} />}
      <div className={styles['actions']} data-print="no">
        {rep === me?.rep_id ? (
          <MainButton
            onPress={() =>
              void navigate({
                to: '/log',
                search: { who: contact ?? account ?? '', contact: contactId ?? '', follow_up: id },
              })
            }
          >
            {t('followUps.log')}
          </MainButton>
        ) : null}
        <PlainButton onPress={() => change(() => settle(id, 'done'))}>{t('followUps.done')}</PlainButton>
        <PlainButton onPress={() => change(() => putOff(id, inDays(1)))}>{t('followUps.tomorrow')}</PlainButton>
        <PlainButton onPress={() => change(() => putOff(id, inDays(7)))}>{t('followUps.later')}</PlainButton>
        <PlainButton onPress={() => change(() => settle(id, 'dropped'))}>{t('followUps.drop')}</PlainButton>
        <WhoseSelect label={t('followUps.whose')} rep={rep} onChoose={(next) => change(() => handOn(id, next!))} />
      </div>
    </li>
  );
}
