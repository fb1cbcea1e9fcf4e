import type { ReactNode } from 'react';
import styles from './page.module.css';

/** A choice: its value and what it is called. */
export type Choice<T extends string> = { readonly value: T; readonly label: string };

type SelectProps<T extends string> = {
  readonly label: string;
  readonly value: T;
  readonly onChange: (value: T) => void;
} & (
  | { readonly options: readonly Choice<T>[]; readonly groups?: undefined }
  | { readonly groups: readonly { readonly label: string; readonly options: readonly Choice<T>[] }[] }
);

/** One of many, in the way of the device. */
export function Select<T extends string>({ label, value, onChange, ...choices }: SelectProps<T>): ReactNode {
  const optionsOf = (options: readonly Choice<T>[]): ReactNode =>
    options.map((option) => (
      <option key={option.value} value={option.value}>
        {option.label}
      </option>
    ));
  return (
    <label className={styles['select']}>
      {label}
      <select value={value} onChange={(event) => onChange(event.target.value as T)}>
        {choices.groups === undefined
          ? optionsOf(choices.options)
          : choices.groups.map((group) => (
              <optgroup key={group.label} label={group.label}>
                {optionsOf(group.options)}
              </optgroup>
            ))}
      </select>
    </label>
  );
}
