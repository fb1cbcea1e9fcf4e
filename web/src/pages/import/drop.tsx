import { type ReactNode, useState } from 'react';
import { DropZone, FileTrigger, Text } from 'react-aria-components';
import { beginImport, runImport, sendFile } from '../../api/imports.ts';
import { useWords } from '../../i18n/use-words.ts';
import { MainButton, PlainButton } from '../../parts/button/button.tsx';
import { FormFault } from '../../parts/form/form-fault.tsx';
import formStyles from '../../parts/form/form.module.css';
import { useWriters } from '../../state/writers.ts';
import { filesOf, filesOfList } from './dropped.ts';
import styles from './import.module.css';

type DropProps = {
  /** The import that they are added to; null: a new one is begun. */
  readonly id: string | null;
  readonly onSent: (id: string) => void;
};

type Sending = { readonly done: number; readonly all: number; readonly name: string };

/** Takes files, sends them, and has them read. */
export function Drop({ id, onSent }: DropProps): ReactNode {
  const { t } = useWords();
  const writers = useWriters();
  const [sending, setSending] = useState<Sending | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [isEmpty, setIsEmpty] = useState(false);
  const send = async (files: readonly File[]): Promise<void> => {
    setIsEmpty(files.length === 0);
    setError(null);
    if (files.length === 0) return;
    try {
      const own = id ?? (await beginImport()).id;
      for (const [done, file] of files.entries()) {
        setSending({ done, all: files.length, name: file.name });
        await sendFile(own, file);
      }
      await runImport(own);
      onSent(own);
    } catch (fault) {
      setError(fault);
    } finally {
      setSending(null);
    }
  };
  return (
    <>
      <DropZone
        className={styles['drop']!}
        isDisabled={sending !== null}
        onDrop={(event) => void filesOf(event.items).then(send)}
      >
        <svg viewBox="0 0 24 24" aria-hidden="true" className={styles['picture']}>
          <path d="M12 16V4M7 9l5-5 5 5M4 16v4h16v-4" />
        </svg>
        <Text slot="label">{t('import.drop.here')}</Text>
        <div className={styles['choose']}>
          <FileTrigger allowsMultiple onSelect={(list) => void send(filesOfList(list))}>
            <MainButton isPending={sending !== null}>{t('import.choose')}</MainButton>
          </FileTrigger>
          <FileTrigger acceptDirectory onSelect={(list) => void send(filesOfList(list))}>
            <PlainButton isDisabled={sending !== null}>{t('import.choose.folder')}</PlainButton>
          </FileTrigger>
        </div>
      </DropZone>
      {isEmpty ? (
        <p className={formStyles['fault']} role="alert">
          {t('import.drop.empty')}
        </p>
      ) : null}
      {sending === null ? null : (
        <p role="status" className={styles['soft']}>
          {t('import.sending', {
            name: sending.name,
            nth: writers.count(sending.done + 1),
            all: writers.count(sending.all),
          })}
        </p>
      )}
      <FormFault error={error} />
    </>
  );
}
