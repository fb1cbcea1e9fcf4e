import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { type FollowUp, type Proposal, putOff, queueQuery, settle, settleProposal } from '../../api/follow-ups.ts';
import { useWords } from '../../i18n/use-words.ts';
import { MainButton, PlainButton } from '../../parts/button/button.tsx';
import { Fault } from '../../parts/state/fault.tsx';
import { PageSkeleton } from '../../parts/state/skeleton.tsx';
import { useWriters } from '../../state/writers.ts';
import { inDays } from '../log/touch-form.tsx';
import styles from './follow-ups.module.css';

/** The day's queue: what was planned, with warnings in time, and what the data propose. */
export function FollowUpsPage(): ReactNode {
  const { t } = useWords();
  const { data, error, refetch } = useQuery(queueQuery);
  if (error !== null) {
    return (
      <>
        <h1>{t('followUps.title')}</h1>
        <Fault error={error} onRetry={() => void refetch()} />
      </>
    );
  }
  if (data === undefined) return <PageSkeleton />;
  return (
    <div className={styles['page']}>
      <h1>{t('followUps.title')}</h1>
      <section className={styles['section']}>
        <h2>{t('followUps.planned')}</h2>
        {data.planned.length === 0 ? <p>{t('followUps.none')}</p> : null}
        <ul role="list" className={styles['list']}>
          {data.planned.map((followUp) => (
            <Planned key={followUp.id} followUp={followUp} />
          ))}
        </ul>
      </section>
      <section className={styles['section']}>
        <h2>{t('followUps.proposed')}</h2>
        {data.proposed.length === 0 ? <p>{t('followUps.proposed.none')}</p> : null}
        <ul role="list" className={styles['list']}>
          {data.proposed.map((proposal) => (
            <Proposed key={proposal.key} proposal={proposal} />
          ))}
        </ul>
      </section>
    </div>
  );
}

/** Does something to the queue, then shows it anew. */
function useChange(): { readonly change: (work: () => Promise<unknown>) => void; readonly error: Error | null } {
  const client = useQueryClient();
  const { mutate, error } = useMutation({
    mutationFn: (work: () => Promise<unknown>) => work(),
    onSettled: () => client.invalidateQueries({ queryKey: queueQuery.queryKey }),
  });
  return { change: mutate, error };
}

function Planned({ followUp }: { readonly followUp: FollowUp }): ReactNode {
  const { t } = useWords();
  const writers = useWriters();
  const navigate = useNavigate();
  const { change, error } = useChange();
  const { id, account, contact, deal, due_at: dueAt, reason, tact } = followUp;
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
      <div className={styles['actions']}>
        <MainButton
          onPress={() => void navigate({ to: '/log', search: { who: contact ?? account ?? '', follow_up: id } })}
        >
          {t('followUps.log')}
        </MainButton>
        <PlainButton onPress={() => change(() => settle(id, 'done'))}>{t('followUps.done')}</PlainButton>
        <PlainButton onPress={() => change(() => putOff(id, inDays(1)))}>{t('followUps.tomorrow')}</PlainButton>
        <PlainButton onPress={() => change(() => putOff(id, inDays(7)))}>{t('followUps.later')}</PlainButton>
        <PlainButton onPress={() => change(() => settle(id, 'dropped'))}>{t('followUps.drop')}</PlainButton>
      </div>
    </li>
  );
}

function Proposed({ proposal }: { readonly proposal: Proposal }): ReactNode {
  const { t } = useWords();
  const navigate = useNavigate();
  const { change, error } = useChange();
  const { account, contact, reason } = proposal;
  return (
    <li className={styles['item']}>
      <h3>{[contact, account].filter((part) => part !== null).join(' · ')}</h3>
      <p>{reason}</p>
      {error === null ? null : <Fault error={error} />}
      <div className={styles['actions']}>
        <MainButton onPress={() => void navigate({ to: '/log', search: { who: contact ?? account ?? '' } })}>
          {t('followUps.log')}
        </MainButton>
        <PlainButton onPress={() => change(() => settleProposal(proposal, inDays(1), false))}>
          {t('followUps.tomorrow')}
        </PlainButton>
        <PlainButton onPress={() => change(() => settleProposal(proposal, inDays(7), false))}>
          {t('followUps.later')}
        </PlainButton>
        <PlainButton onPress={() => change(() => settleProposal(proposal, inDays(0), true))}>
          {t('followUps.drop')}
        </PlainButton>
      </div>
    </li>
  );
}
