import type { ReactNode } from 'react';
import styles from './form.module.css';

type CheckProps = {
  readonly label: string;
  readonly name?: string;
  readonly value?: string;
  readonly isOn?: boolean;
  readonly onChange?: (isOn: boolean) => void;
  readonly hint?: string;
};

/** Yes or no. */
export function Check({ label, name, value = 'on', isOn, onChange, hint }: CheckProps): ReactNode {
  return (
    <label className={styles['check']}>
      <input
        type="checkbox"
        name={name}
        value={value}
        {...(onChange === undefined
          ? { defaultChecked: isOn }
          : { checked: isOn === true, onChange: (event) => onChange(event.target.checked) })}
      />
      <span>
        {label}
        {hint === undefined ? null : <small>{hint}</small>}
      </span>
    </label>
  );
}

type ChecksProps = {
  readonly label: string;
  readonly name: string;
  readonly options: readonly { readonly value: string; readonly label: string; readonly hint?: string }[];
  readonly chosen: readonly string[];
};

/** Some of several. */
export function Checks({ label, name, options, chosen }: ChecksProps): ReactNode {
  return (
    <fieldset className={styles['group']}>
      <legend>{label}</legend>
      {options.map(({ value, label: said, hint }) => (
        <Check
          key={value}
          label={said}
          name={name}
          value={value}
          isOn={chosen.includes(value)}
          {...(hint === undefined ? {} : { hint })}
        />
      ))}
    </fieldset>
  );
}
