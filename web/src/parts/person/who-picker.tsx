import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useDeferredValue, useState } from 'react';
import { peopleQuery, type Person } from '../../api/capture.ts';
import { useWords } from '../../i18n/use-words.ts';
import { TextInput } from '../field/text-input.tsx';
import { NewPerson } from './new-person.tsx';
import { Fault } from '../state/fault.tsx';
import { Skeleton } from '../state/skeleton.tsx';
import styles from './who-picker.module.css';

/** Finds somebody by what one types of them; those met last come first. */
export function WhoPicker({
  start,
  onPick,
}: {
  readonly start: string;
  readonly onPick: (person: Person) => void;
}): ReactNode {
  const { t } = useWords();
  const [wanted, setWanted] = useState(start);
  const asked = useDeferredValue(wanted);
  const { data: people, error, refetch } = useQuery({ ...peopleQuery(asked), placeholderData: (before) => before });
  return (
    <section className={styles['picker']}>
      <TextInput
        label={t('log.who')}
        placeholder={t('log.search')}
        value={wanted}
        onChange={setWanted}
        autoComplete="off"
        type="search"
      />
      {error === null ? null : <Fault error={error} onRetry={() => void refetch()} />}
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
      {people === undefined && error === null ? (
        <Skeleton height="48rem" />
      ) : (
        <NewPerson key={asked} name={asked} onPick={onPick} />
      )}
    </section>
  );
}
