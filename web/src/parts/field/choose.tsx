import type { ReactNode } from 'react';
import styles from './choose.module.css';

type ChooseProps<T extends string> = {
  readonly label: string;
  readonly value: T;
  readonly options: readonly { readonly id: T; readonly name: string }[];
  readonly onChange: (value: T) => void;
};

/** One of several out of a list that opens. */
export function Choose<T extends string>({ label, value, options, onChange }: ChooseProps<T>): ReactNode {
  return (
    <label className={styles['field']}>
      {label}
      <select value={value} onChange={(event) => onChange(event.target.value as T)}>
        {options.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
