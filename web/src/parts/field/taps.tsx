import { type ReactNode, useId } from 'react';
import { Label, RadioButton, RadioField, RadioGroup } from 'react-aria-components';
import styles from './taps.module.css';

type TapsProps<T extends string> = {
  readonly label: string;
  readonly options: readonly { readonly value: T; readonly label: string }[];
  readonly value: T | null;
  readonly onChange: (value: T) => void;
  /** What is chosen from is short: on a phone more of it stands in a row. */
  readonly isShort?: boolean;
};

/** One of a few, by a tap or the arrow keys. */
export function Taps<T extends string>({ label, options, value, onChange, isShort = false }: TapsProps<T>): ReactNode {
  const id = useId();
  return (
    <RadioGroup
      className={styles['group']!}
      value={value}
      onChange={(chosen) => onChange(chosen as T)}
      orientation="horizontal"
      aria-labelledby={id}
    >
      <Label id={id}>{label}</Label>
      <div className={styles['taps']} data-short={isShort}>
        {options.map((option) => (
          <RadioField key={option.value} value={option.value}>
            <RadioButton className={styles['tap']!}>{option.label}</RadioButton>
          </RadioField>
        ))}
      </div>
    </RadioGroup>
  );
}
