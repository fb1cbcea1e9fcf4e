import type { ReactNode } from 'react';
import { FieldError, Input, Label, TextField, type TextFieldProps } from 'react-aria-components';
import styles from './field.module.css';

type Props = Omit<TextFieldProps, 'className' | 'style' | 'children'> & {
  readonly label: string;
  readonly placeholder?: string;
};

/** A line of text with its label. */
export function TextInput({ label, placeholder, ...props }: Props): ReactNode {
  return (
    <TextField {...props} className={styles['field']!}>
      <Label>{label}</Label>
      <Input className={styles['input']!} {...(placeholder === undefined ? {} : { placeholder })} />
      <FieldError className={styles['fault']!} />
    </TextField>
  );
}
