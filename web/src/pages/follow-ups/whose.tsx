import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { repsQuery } from '../../api/follow-ups.ts';
import { meQuery } from '../../api/me.ts';
import { useWords } from '../../i18n/use-words.ts';
import styles from './follow-ups.module.css';

/** The names of the reps that the user sees beside themselves; empty for a rep, and until they have come. */
export function useReps(): ReadonlyMap<string, string> {
  const { data: me } = useQuery(meQuery);
  const { data: reps = [] } = useQuery({ ...repsQuery, enabled: me !== undefined && me.role !== 'rep' });
  return new Map(reps.map(({ id, name }) => [id, name]));
}

/** Whether they are still to come. */
export function useRepsCome(): boolean {
  const { data: me } = useQuery(meQuery);
  return useQuery({ ...repsQuery, enabled: me !== undefined && me.role !== 'rep' }).isLoading;
}

type WhoseSelectProps = {
  readonly label: string;
  readonly rep: string | null;
  /** Everybody can be chosen too. */
  readonly all?: true;
  readonly onChoose: (rep: string | null) => void;
};

/** One of the reps; nothing for who sees no other rep. */
export function WhoseSelect({ label, rep, all, onChoose }: WhoseSelectProps): ReactNode {
  const { t } = useWords();
  const reps = useReps();
  if (reps.size < 2) return null;
  return (
    <label className={styles['whose']} data-print="no">
      {label}
      <select value={rep ?? ''} onChange={({ target }) => onChoose(target.value === '' ? null : target.value)}>
        {all === true ? <option value="">{t('followUps.everybody')}</option> : null}
        {[...reps].map(([id, name]) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
