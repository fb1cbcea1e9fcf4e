import type { ReactNode } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { TextInput } from '../field/text-input.tsx';
import { readNumber } from './read-form.ts';

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
  const { t } = useWords();
  const check = (text: string): string | null => {
    if (text.trim() === '') return null;
    const number = readNumber(text);
    if (number === null) return t('form.number');
    if (least !== undefined && number < least) return t('form.least', { least });
    if (most !== undefined && number > most) return t('form.most', { most });
    return null;
  };
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
