import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useId } from 'react';
import { workspaceQuery } from '../../api/workspace.ts';
import { useWords } from '../../i18n/use-words.ts';
import { TextInput } from '../../parts/field/text-input.tsx';
import { Choice } from '../../parts/form/choice.tsx';
import formStyles from '../../parts/form/form.module.css';
import type { Given } from './answers.ts';
import styles from './import.module.css';

type WrittenProps = { readonly isCsv: boolean; readonly before: Given; readonly isAlone: boolean };

/** How the files are written: dates, decimals; and for plain CSV files where and in which money the team works. */
export function Written({ isCsv, before, isAlone }: WrittenProps): ReactNode {
  const { t } = useWords();
  const { data: home } = useQuery(workspaceQuery);
  const mark = isCsv
    ? before['decimal_comma'] === true
      ? ','
      : before['decimal_comma'] === false
        ? '.'
        : ''
    : textOf(before['decimal_mark']);
  const given = (before['workspace'] ?? {}) as Given;
  const fields = (
    <div className={formStyles['pair']}>
      <Choice
        label={t('import.dates')}
        name="date_order"
        start={textOf(before['date_order'])}
        options={[
          { value: '', label: t('import.found') },
          { value: 'dmy', label: t('import.dates.dmy') },
          { value: 'mdy', label: t('import.dates.mdy') },
          { value: 'ymd', label: t('import.dates.ymd') },
        ]}
      />
      <Choice
        label={t('import.decimals')}
        name="decimal_mark"
        start={mark}
        options={[
          { value: '', label: t('import.found') },
          { value: ',', label: '1.234,56' },
          { value: '.', label: '1,234.56' },
        ]}
      />
      {isCsv ? (
        <>
          <ZoneField
            label={t('workspace.timezone')}
            name="timezone"
            start={textOf(given['timezone'])}
            placeholder={home?.timezone ?? ''}
          />
          <TextInput
            label={t('workspace.currency')}
            name="currency"
            defaultValue={textOf(given['currency'])}
            placeholder={home?.currency ?? ''}
          />
        </>
      ) : null}
    </div>
  );
  if (isAlone) return fields;
  return (
    <details className={styles['more']}>
      <summary>{t('import.written')}</summary>
      {fields}
    </details>
  );
}

const zones = Intl.supportedValuesOf('timeZone');

type ZoneFieldProps = {
  readonly label: string;
  readonly name: string;
  readonly start: string;
  readonly placeholder?: string;
};

/** A time zone by its name. */
export function ZoneField({ label, name, start, placeholder = 'Europe/Madrid' }: ZoneFieldProps): ReactNode {
  const list = useId();
  return (
    <label className={formStyles['field']}>
      {label}
      <input
        className={formStyles['input']}
        name={name}
        list={list}
        defaultValue={start}
        autoComplete="off"
        placeholder={placeholder}
      />
      <datalist id={list}>
        {zones.map((zone) => (
          <option key={zone} value={zone}>
            {zone}
          </option>
        ))}
      </datalist>
    </label>
  );
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
