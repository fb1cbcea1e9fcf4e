import type { ReactNode } from 'react';
import { TextInput } from '../field/text-input.tsx';
import { useNumberCheck } from './number-check.ts';

type NumberInputProps = {
  readonly label: string;
  readonly name?: string;
  readonly start?: string;
  readonly value?: string;
  readonly onChange?: (value: string) => void;
  readonly isRequired?: boolean;
  readonly least?: number;
  readonly most?: number;
};

/** A number, with a point or a comma. */
export function NumberInput({ start, least, most, ...props }: NumberInputProps): ReactNode {
  const check = useNumberCheck(least, most);
  return (
    <TextInput
      {...props}
      inputMode="decimal"
      autoComplete="off"
      validate={check}
      {...(start === undefined ? {} : { defaultValue: start })}
    />
  );
}
