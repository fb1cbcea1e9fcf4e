import { Fragment, type ReactNode } from 'react';
import { Dialog, Heading } from 'react-aria-components';
import { useWords } from '../../i18n/use-words.ts';
import { PlainButton } from '../button/button.tsx';
import styles from './figure.module.css';
import { OpenedLabel } from './opened-label.ts';

/** Something that a number is made of, by its name; null: it has none. */
export type Fact = readonly [label: string, text: string | null];

type OpenedProps = {
  readonly label: string;
  /** The number as it is written. */
  readonly text: string;
  /** What it means and how sure it is, each in a sentence; null: nothing to say. */
  readonly sentences: readonly ReactNode[];
  readonly facts: readonly Fact[];
  /** The records behind it. */
  readonly children: ReactNode;
};

/** What a number is made of. */
export function Opened({ label, text, sentences, facts, children }: OpenedProps): ReactNode {
  const { t } = useWords();
  const known = facts.filter(([, fact]) => fact !== null);
  return (
    <Dialog className={styles['dialog']!}>
      {({ close }) => (
        <>
          <div className={styles['head']}>
            <div>
              <Heading slot="title">{label}</Heading>
              <p className={styles['value']}>{text}</p>
            </div>
            <PlainButton onPress={close}>{t('figure.close')}</PlainButton>
          </div>
          {sentences.map((sentence, i) => (sentence === null ? null : <p key={i}>{sentence}</p>))}
          {known.length === 0 ? null : (
            <dl className={styles['facts']}>
              {known.map(([name, fact]) => (
                <Fragment key={name}>
                  <dt>{name}</dt>
                  <dd>{fact}</dd>
                </Fragment>
              ))}
            </dl>
          )}
          <OpenedLabel value={label}>{children}</OpenedLabel>
        </>
      )}
    </Dialog>
  );
}
