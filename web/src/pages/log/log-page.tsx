import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { peopleQuery, type Person } from '../../api/capture.ts';
import { meQuery } from '../../api/me.ts';
import { useWords } from '../../i18n/use-words.ts';
import { PlainButton } from '../../parts/button/button.tsx';
import { WhoPicker } from '../../parts/person/who-picker.tsx';
import { discard, useOutbox, useWantsSignIn } from '../../state/outbox.ts';
import { SignInLink } from '../../parts/state/sign-in-link.tsx';
import styles from './log.module.css';
import { TouchForm } from './touch-form.tsx';

/** Logs a touch in seconds: with whom, what came of it, how they stand, what next. */
export function LogPage(): ReactNode {
  const { t } = useWords();
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false });
  const navigate = useNavigate();
  // Undefined: nobody was chosen or sent away yet.
  const [chosen, choose] = useState<Person | null>();
  const [said, setSaid] = useState<string | null>(null);
  const text = (name: string): string => (typeof search[name] === 'string' ? search[name] : '');
  // Who comes from a follow-up has said already with whom.
  const { data: near } = useQuery({
    ...peopleQuery(text('who')),
    enabled: text('contact') !== '' && chosen === undefined,
  });
  const person = chosen === undefined ? (near?.find(({ id }) => id === text('contact')) ?? null) : chosen;
  return (
    <div className={styles['page']}>
      <h1>{t('log.title')}</h1>
      {said === null ? null : (
        <p className={styles['done']} role="status">
          {said}
        </p>
      )}
      <Waiting />
      {person === null ? (
        <WhoPicker
          start={chosen === undefined ? text('who') : ''}
          onPick={(picked) => {
            choose(picked);
            setSaid(null);
          }}
        />
      ) : (
        <TouchForm
          key={person.id}
          person={person}
          followUp={text('follow_up') === '' ? null : text('follow_up')}
          onChange={() => choose(null)}
          onDone={(done) => {
            setSaid(done);
            choose(null);
            // What was done is said at the top.
            window.scrollTo(0, 0);
            // The follow-up is settled: what is logged next is another matter.
            void navigate({ to: '/log', search: {}, replace: true });
          }}
        />
      )}
    </div>
  );
}

/** What is not sent yet, and what was refused. */
function Waiting(): ReactNode {
  const { t } = useWords();
  const { data: me } = useQuery(meQuery);
  const waiting = useOutbox(me?.user_id ?? null);
  const wantsSignIn = useWantsSignIn();
  if (waiting.length === 0) return null;
  const open = waiting.filter(({ problem }) => problem === null);
  return (
    <div className={styles['waiting']} role="status">
      {open.length === 0 ? null : wantsSignIn ? (
        <p>
          {t('log.signIn', { count: open.length })} <SignInLink />
        </p>
      ) : (
        <p>{t('log.waiting', { count: open.length })}</p>
      )}
      {waiting.map(({ touch, who, problem }) =>
        problem === null ? null : (
          <div key={touch.id} className={styles['chosen']}>
            <p>{t('log.refused', { who, problem })}</p>
            <PlainButton onPress={() => discard(touch.id)}>{t('log.discard')}</PlainButton>
          </div>
        ),
      )}
    </div>
  );
}
