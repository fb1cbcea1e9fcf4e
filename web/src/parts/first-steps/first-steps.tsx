import '../../i18n/later.ts';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { meQuery, type Me } from '../../api/me.ts';
import { membersQuery } from '../../api/people.ts';
import { tableQuery } from '../../api/rows.ts';
import type { WordKey } from '../../i18n/all-words.ts';
import { useWords } from '../../i18n/use-words.ts';
import styles from './first-steps.module.css';

/** What to do first where nothing is logged yet, as far as the reader may. */
export function FirstSteps(): ReactNode {
  const { t } = useWords();
  const { data: me } = useQuery(meQuery);
  if (me === undefined) return null;
  return (
    <section className={styles['steps']}>
      <h2>{t('start.title')}</h2>
      <p>{t(`start.about.${me.role}`)}</p>
      {me.role === 'administrator' ? <OfAdministrator me={me} /> : <OfOthers me={me} />}
    </section>
  );
}

function OfAdministrator({ me }: { readonly me: Me }): ReactNode {
  const { data: teams = [] } = useQuery(tableQuery('teams'));
  const { data: reps = [] } = useQuery(tableQuery('reps'));
  const { data: stages = [] } = useQuery(tableQuery('stages'));
  const { data: members = [] } = useQuery(membersQuery);
  return (
    <ol role="list" className={styles['list']}>
      <Step name="organisation" to="/settings/workspace" isDone={me.organization.timezone !== 'UTC'} />
      <Step name="import" to="/import" isDone={false} />
      <Step name="team" to="/settings/teams" isDone={teams.length > 0} />
      <Step name="invite" to="/settings/people" isDone={members.length > 1} />
      <Step name="stages" to="/settings/stages" isDone={stages.length > 0} />
      <Step
        name="log"
        to={me.rep_id === null ? '/settings/people' : '/log'}
        isDone={false}
        note={me.rep_id === null ? 'start.log.first' : null}
      />
      {reps.length === 0 ? null : <Step name="goals" to="/settings/goals" isDone={false} />}
    </ol>
  );
}

function OfOthers({ me }: { readonly me: Me }): ReactNode {
  return (
    <ol role="list" className={styles['list']}>
      {me.rep_id === null ? null : <Step name="log" to="/log" isDone={false} />}
      <Step name="account" to="/settings/account" isDone={false} />
    </ol>
  );
}

type StepProps = {
  readonly name: 'organisation' | 'import' | 'team' | 'invite' | 'stages' | 'log' | 'goals' | 'account';
  readonly to: string;
  readonly isDone: boolean;
  readonly note?: WordKey | null;
};

function Step({ name, to, isDone, note = null }: StepProps): ReactNode {
  const { t } = useWords();
  return (
    <li>
      <Link to={to} className={styles['step']}>
        <span className={styles['mark']} aria-hidden="true">
          {isDone ? '✓' : ''}
        </span>
        <span>
          <strong>{t(`start.${name}`)}</strong>
          {isDone ? <span className={styles['done']}> {t('start.done')}</span> : null}
          <span className={styles['why']}>{t(note ?? `start.${name}.why`)}</span>
        </span>
      </Link>
    </li>
  );
}
