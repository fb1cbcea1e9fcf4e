import { type ReactNode, useEffect, useId, useState } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { PlainButton } from '../../parts/button/button.tsx';
import { daysBetween, nextDay } from '../../state/look.ts';
import { useWriters } from '../../state/writers.ts';
import styles from './account.module.css';

type AsOfProps = {
  readonly first: string;
  readonly last: string;
  /** The day that is shown. */
  readonly day: string;
  readonly onChange: (day: string) => void;
};

/** How long the slider rests before what stood then is asked for, in milliseconds. */
const rest = 120;

/** Goes back in time, day by day. */
export function AsOf({ first, last, day, onChange }: AsOfProps): ReactNode {
  const { t } = useWords();
  const writers = useWriters();
  const id = useId();
  const [moved, setMoved] = useState<string | null>(null);
  useEffect(() => {
    if (moved === null || moved === day) return;
    const timer = setTimeout(() => onChange(moved), rest);
    return () => clearTimeout(timer);
  }, [moved, day, onChange]);
  const shown = moved ?? day;
  const go = (to: string): void => {
    const within = to < first ? first : to > last ? last : to;
    setMoved(within);
  };
  const words = shown === last ? `${writers.day(shown)} (${t('account.asOf.now')})` : writers.day(shown);
  return (
    <div className={styles['asOf']} data-print="no">
      <label htmlFor={id}>{t('account.asOf')}</label>
      <output className={styles['day']} htmlFor={id}>
        {words}
      </output>
      <input
        id={id}
        type="range"
        min={0}
        max={daysBetween(first, last)}
        value={daysBetween(first, shown)}
        aria-valuetext={words}
        onChange={(event) => go(nextDay(first, Number(event.target.value)))}
      />
      <div className={styles['steps']}>
        <PlainButton isDisabled={shown <= first} onPress={() => go(nextDay(shown, -30))}>
          {t('account.asOf.month')}
        </PlainButton>
        <PlainButton isDisabled={shown >= last} onPress={() => go(nextDay(shown, 30))}>
          {t('account.asOf.later')}
        </PlainButton>
        <PlainButton isDisabled={shown >= last} onPress={() => go(last)}>
          {t('account.asOf.today')}
        </PlainButton>
      </div>
    </div>
  );
}
