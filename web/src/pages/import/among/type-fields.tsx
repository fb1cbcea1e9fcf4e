import { type ReactNode, useId } from 'react';
import { useWords } from '../../../i18n/use-words.ts';
import { Choice } from '../../../parts/form/choice.tsx';
import styles from './among.module.css';
import { channels, purposes } from './meanings.ts';

type TypeFieldsProps = {
  /** What the fields are called: `NAME.channel` and `NAME.purpose`. */
  readonly name: string;
  /** The word of the export, and what is said of it. */
  readonly title: ReactNode;
  readonly channel: string;
  readonly purpose: string;
  /** Whether the channel may stay unanswered. */
  readonly isOpen: boolean;
};

/** What an activity type of the export is: its channel and what it is for. */
export function TypeFields({ name, title, channel, purpose, isOpen }: TypeFieldsProps): ReactNode {
  const { t } = useWords();
  const id = useId();
  const open = isOpen ? [{ value: '', label: t('import.leaveOpen') }] : [];
  return (
    <div role="group" aria-labelledby={id} className={styles['type']}>
      <div id={id} className={styles['name']}>
        {title}
      </div>
      <Choice
        label={t('import.type.channel')}
        name={`${name}.channel`}
        start={channel}
        options={[...open, ...channels.map((value) => ({ value, label: t(`word.channel.${value}`) }))]}
      />
      <Choice
        label={t('import.type.purpose')}
        name={`${name}.purpose`}
        start={purpose}
        options={[
          { value: '', label: t('import.type.none') },
          ...purposes.map((value) => ({ value, label: t(`word.purpose.${value}`) })),
        ]}
      />
    </div>
  );
}
