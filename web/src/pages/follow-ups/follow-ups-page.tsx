import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { queueQuery } from '../../api/follow-ups.ts';
import { meQuery } from '../../api/me.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Fault } from '../../parts/state/fault.tsx';
import { PageSkeleton } from '../../parts/state/skeleton.tsx';
import { useScope } from '../../state/scope.ts';
import { useWriters } from '../../state/writers.ts';
import { Calendar } from './calendar.tsx';
import styles from './follow-ups.module.css';
import { PlanForm } from './plan-form.tsx';
import { Planned } from './planned.tsx';
import { Proposed } from './proposed.tsx';
import { useRepsCome, WhoseSelect } from './whose.tsx';

/** The day's queue: what was planned, with warnings in time, and what the data propose. */
export function FollowUpsPage(): ReactNode {
  const { t } = useWords();
  const [{ rep = null }, change] = useScope();
  const writers = useWriters();
  const { data: me } = useQuery(meQuery);
  const { data, error, refetch } = useQuery(queueQuery(rep, me?.role === 'rep' && rep === null));
  const areRepsToCome = useRepsCome();
  const isRep = (me?.rep_id ?? null) !== null;
  if (error !== null) {
    return (
      <>
        <h1>{t('followUps.title')}</h1>
        <Fault error={error} onRetry={() => void refetch()} />
      </>
    );
  }
  if (data === undefined || areRepsToCome) return <PageSkeleton />;
  return (
    <div className={styles['page']}>
      <h1>{t('followUps.title')}</h1>
      {data.kept_at === undefined ? null : (
        <p role="status">{t('followUps.kept', { when: writers.moment(data.kept_at) })}</p>
      )}
      <WhoseSelect label={t('followUps.whose')} rep={rep} all onChoose={(next) => change({ rep: next ?? undefined })} />
      <section className={styles['section']}>
        <h2>{t('followUps.planned')}</h2>
        {isRep ? <PlanForm /> : null}
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
      {isRep ? <Calendar /> : null}
    </div>
  );
}
