import type { ReactNode } from 'react';
import styles from './form.module.css';

export type Option = { readonly value: string; readonly label: string };

type ChoiceProps = {
  readonly label: string;
  readonly name?: string;
  readonly options: readonly Option[];
  /** What stands there at first; of a choice that the page keeps, `value` and `onChange` instead. */
  readonly start?: string;
  readonly value?: string;
  readonly onChange?: (value: string) => void;
  readonly isRequired?: boolean;
  readonly hint?: string;
};

/** One of many. */
export function Choice(props: ChoiceProps): ReactNode {
  const { label, name, options, start, value, onChange, isRequired = false, hint } = props;
  return (
    <label className={styles['field']}>
      {label}
      <select
        className={styles['input']}
        name={name}
        required={isRequired}
        {...(value === undefined ? { defaultValue: start } : { value })}
        onChange={(event) => onChange?.(event.target.value)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      {hint === undefined ? null : <span className={styles['hint']}>{hint}</span>}
    </label>
  );
}
