import { type ReactNode, useRef, useState } from 'react';
import { FieldError, Input, Label, Text, TextField } from 'react-aria-components';
import type { Threshold } from '../../../api/workspace.ts';
import type { WordKey } from '../../../i18n/all-words.ts';
import { useWords } from '../../../i18n/use-words.ts';
import { PlainButton } from '../../../parts/button/button.tsx';
import fieldStyles from '../../../parts/field/field.module.css';
import { useNumberCheck } from '../../../parts/form/number-check.ts';
import { readNumber } from '../../../parts/form/read-form.ts';
import { measureOf } from './threshold-measure.ts';
import styles from './thresholds.module.css';

type ThresholdFieldProps = {
  readonly threshold: Threshold;
  /** The names of the KPIs that depend on it. */
  readonly kpis: readonly string[];
};

/** A threshold, with what it is by default and what depends on it. */
export function ThresholdField({ threshold, kpis }: ThresholdFieldProps): ReactNode {
  const { t, language } = useWords();
  const locale = language === 'es' ? 'es-ES' : 'en-GB';
  const { threshold: name, value, default: usual } = threshold;
  const { shown, least, most, write } = measureOf(name, locale);
  const plain = new Intl.NumberFormat(locale, { useGrouping: false, maximumFractionDigits: 10 });
  const [text, setText] = useState(plain.format(shown(value)));
  const validate = useNumberCheck(least, most);
  const input = useRef<HTMLInputElement>(null);
  const label = t(`threshold.${name}` as WordKey);
  const reset = (): void => {
    setText(plain.format(shown(usual)));
    // The button goes: whoever pressed it by keyboard is not left nowhere.
    input.current?.focus();
  };
  return (
    <li className={styles['threshold']}>
      <TextField
        className={styles['field']!}
        name={name}
        value={text}
        onChange={setText}
        validate={validate}
        inputMode="decimal"
        autoComplete="off"
        isRequired
      >
        <Label>{label}</Label>
        <Text slot="description" className={styles['about']}>
          {t('thresholds.default', { value: write(usual) })}{' '}
          {kpis.length === 0 ? null : t('thresholds.kpis', { kpis: kpis.join(', ') })}
        </Text>
        <Input ref={input} className={fieldStyles['input']!} />
        <FieldError className={`${fieldStyles['fault']!} ${styles['fault']!}`} />
      </TextField>
      {readNumber(text) === shown(usual) ? null : (
        <PlainButton aria-label={t('thresholds.reset.whose', { label })} onPress={reset}>
          {t('thresholds.reset')}
        </PlainButton>
      )}
    </li>
  );
}
