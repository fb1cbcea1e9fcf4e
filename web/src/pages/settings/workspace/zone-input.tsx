import { type ReactNode, useId } from 'react';
import { useWords } from '../../../i18n/use-words.ts';
import styles from '../../../parts/form/form.module.css';

const zones = Intl.supportedValuesOf('timeZone');

type ZoneInputProps = {
  readonly label: string;
  readonly start: string;
  readonly isRequired?: boolean;
  readonly hint?: string;
};

/** A time zone by its name, with those that there are proposed while one types. */
export function ZoneInput({ label, start, isRequired = false, hint }: ZoneInputProps): ReactNode {
  const { t } = useWords();
  const list = useId();
  return (
    <label className={styles['field']}>
      {label}
      <input
        className={styles['input']}
        name="timezone"
        list={list}
        defaultValue={start}
        required={isRequired}
        autoComplete="off"
        placeholder="Europe/Madrid"
      />
      <datalist id={list}>
        {zones.map((zone) => (
          <option key={zone} value={zone}>
            {zone}
          </option>
        ))}
      </datalist>
      <span className={styles['hint']}>{hint ?? t('workspace.timezone.hint')}</span>
    </label>
  );
}
