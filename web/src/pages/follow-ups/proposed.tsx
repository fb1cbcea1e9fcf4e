import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { type Proposal, settleProposal } from '../../api/follow-ups.ts';
import { meQuery } from '../../api/me.ts';
import { useWords } from '../../i18n/use-words.ts';
import { MainButton, PlainButton } from '../../parts/button/button.tsx';
import { Fault } from '../../parts/state/fault.tsx';
import { readScope } from '../../state/scope.ts';
import { inDays } from '../log/in-days.ts';
import styles from './follow-ups.module.css';
import { useChange } from './use-change.ts';
import { useReps } from './whose.tsx';

/** What the data propose, and why. */
export function Proposed({ proposal }: { readonly proposal: Proposal }): ReactNode {
  const { t } = useWords();
  const navigate = useNavigate();
  const { change, error } = useChange();
  const { data: me } = useQuery(meQuery);
  const reps = useReps();
  const { account, account_id: accountId, contact, reason, rep_id: rep } = proposal;
  const isOwn = rep === me?.rep_id;
  return (
    <li className={styles['item']}>
      <h3>
        {contact}
        {contact === null || account === null ? '' : ' · '}
        {account === null || accountId === null ? (
          account
        ) : (
          <Link to="/accounts/$account" params={{ account: accountId }} search={readScope}>
            {account}
          </Link>
        )}
      </h3>
      <p>{reason}</p>
      {isOwn || !reps.has(rep) ? null : <p className={styles['soft']}>{t('followUps.of', { who: reps.get(rep)! })}</p>}
      {error === null ? null : <Fault error={error} />}
      <div className={styles['actions']} data-print="no">
        {isOwn ? (
          <MainButton
            onPress={() =>
              void navigate({
                to: '/log',
                search: { who: contact ?? account ?? '', contact: proposal.contact_id ?? '' },
              })
            }
          >
            {t('followUps.log')}
          </MainButton>
        ) : null}
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
