import type { ReactNode } from 'react';
import type { Among } from '../../../api/imports.ts';
import { useWords } from '../../../i18n/use-words.ts';
import { useWriters } from '../../../state/writers.ts';
import styles from './among.module.css';
import { TypeFields } from './type-fields.tsx';

type TypeListProps = {
  /** What the fields are called: `NAME.0.channel` and so on. */
  readonly name: string;
  readonly label: string;
  readonly types: readonly Among[];
  /** Those of which nothing is known yet. */
  readonly unknown: ReadonlySet<string>;
};

/** The activity types of an export, each with its channel and what it is for. */
export function TypeList({ name, label, types, unknown }: TypeListProps): ReactNode {
  const { t } = useWords();
  const writers = useWriters();
  return (
    <fieldset className={styles['among']}>
      <legend>{label}</legend>
      <ul role="list">
        {types.map(({ value, name: title, records, means }, i) => (
          <li key={value}>
            <TypeFields
              name={`${name}.${i}`}
              title={
                <>
                  <strong>{title}</strong>
                  <span className={styles['soft']}>
                    {t('import.records', { count: records, n: writers.count(records) })}
                  </span>
                </>
              }
              channel={unknown.has(value) ? '' : String(means['channel'] ?? 'other')}
              purpose={String(means['purpose'] ?? '')}
              isOpen={unknown.has(value)}
            />
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
