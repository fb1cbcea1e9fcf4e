import { type ReactNode, useState } from 'react';
import type { AskedWord } from '../../../api/imports.ts';
import type { WordKey } from '../../../i18n/all-words.ts';
import { useWords } from '../../../i18n/use-words.ts';
import { Check } from '../../../parts/form/checks.tsx';
import { Choice } from '../../../parts/form/choice.tsx';
import { useWriters } from '../../../state/writers.ts';
import styles from './among.module.css';
import { channels, outcomes } from './meanings.ts';

const values = { channel: channels.filter((channel) => channel !== 'skip'), outcome: outcomes } as const;

type WordListProps = {
  /** What the field is called that holds the meanings as JSON; empty until somebody says that they are right. */
  readonly name: string;
  readonly label: string;
  readonly list: 'channel' | 'outcome';
  readonly words: readonly AskedWord[];
};

/** The words of a column, each with what it means. */
export function WordList({ name, label, list, words }: WordListProps): ReactNode {
  const { t } = useWords();
  const writers = useWriters();
  const [means, setMeans] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(words.flatMap(({ value, means: meaning }) => (meaning === null ? [] : [[value, meaning]]))),
  );
  const [isRight, setIsRight] = useState(false);
  const choose = (word: string, meaning: string): void => {
    const { [word]: _, ...others } = means;
    setMeans(meaning === '' ? others : { ...others, [word]: meaning });
    setIsRight(true);
  };
  const options = values[list].map((value) => ({ value, label: t(`word.${list}.${value}` as WordKey) }));
  return (
    <fieldset className={styles['among']}>
      <legend>{label}</legend>
      <input type="hidden" name={name} value={isRight ? JSON.stringify(means) : ''} />
      <ul role="list">
        {words.map(({ value, records }) => (
          <li key={value} className={styles['word']}>
            <Choice
              label={value}
              value={means[value] ?? ''}
              onChange={(meaning) => choose(value, meaning)}
              options={[{ value: '', label: t('import.leaveOpen') }, ...options]}
              hint={t('import.records', { count: records, n: writers.count(records) })}
            />
          </li>
        ))}
      </ul>
      <Check label={t('import.stages.right')} isOn={isRight} onChange={setIsRight} />
    </fieldset>
  );
}
