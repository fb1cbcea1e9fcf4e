import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { type ReactNode, useDeferredValue, useState } from 'react';
import { peopleQuery, type Person } from '../../api/capture.ts';
import { meQuery } from '../../api/me.ts';
import { useWords } from '../../i18n/use-words.ts';
import { PlainButton } from '../../parts/button/button.tsx';
import { TextInput } from '../../parts/field/text-input.tsx';
import { Fault } from '../../parts/state/fault.tsx';
import { discard, useOutbox } from '../../state/outbox.ts';
import styles from './log.module.css';
import { TouchForm } from './touch-form.tsx';

/** Logs a touch in seconds: with whom, what came of it, how they stand, what next. */
export function LogPage(): ReactNode {
  const { t } = useWords();
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false });
  const [person, setPerson] = useState<Person | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const followUp = typeof search['follow_up'] === 'string' ? search['follow_up'] : null;
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
          start={typeof search['who'] === 'string' ? search['who'] : ''}
          onPick={(picked) => {
            setPerson(picked);
            setSaid(null);
          }}
        />
      ) : (
        <TouchForm
          key={person.id}
          person={person}
          followUp={followUp}
          onChange={() => setPerson(null)}
          onDone={(text) => {
            setSaid(text);
            setPerson(null);
          }}
        />
      )}
    </div>
  );
}

function WhoPicker({
  start,
  onPick,
}: {
  readonly start: string;
  readonly onPick: (person: Person) => void;
}): ReactNode {
  const { t } = useWords();
  const [wanted, setWanted] = useState(start);
  const asked = useDeferredValue(wanted);
  const { data: people, error } = useQuery({ ...peopleQuery(asked), placeholderData: (before) => before });
  return (
    <section>
      <TextInput
        label={t('log.who')}
        placeholder={t('log.search')}
        value={wanted}
        onChange={setWanted}
        autoComplete="off"
        type="search"
      />
      {error === null ? null : <Fault error={error} />}
      <ul role="list" className={styles['people']}>
        {people?.map((person) => (
          <li key={person.id}>
            <button type="button" className={styles['person']} onClick={() => onPick(person)}>
              {person.name}
              <span>{[person.title, person.account].filter((part) => part !== null).join(' · ')}</span>
            </button>
          </li>
        ))}
      </ul>
      {people?.length === 0 ? <p className={styles['soft']}>{t('log.nobody')}</p> : null}
    </section>
  );
}

/** What is not sent yet, and what was refused. */
function Waiting(): ReactNode {
  const { t } = useWords();
  const { data: me } = useQuery(meQuery);
  const waiting = useOutbox(me?.user_id ?? null);
  if (waiting.length === 0) return null;
  const open = waiting.filter(({ problem }) => problem === null);
  return (
    <div className={styles['waiting']} role="status">
      {open.length === 0 ? null : <p>{t('log.waiting', { count: open.length })}</p>}
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
