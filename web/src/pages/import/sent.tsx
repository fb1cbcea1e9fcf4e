import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { changeImport, type Import, type ImportKind, importKinds, removeFile, runImport } from '../../api/imports.ts';
import { useWords } from '../../i18n/use-words.ts';
import { MainButton, PlainButton } from '../../parts/button/button.tsx';
import { Choice } from '../../parts/form/choice.tsx';
import { FormFault } from '../../parts/form/form-fault.tsx';
import formStyles from '../../parts/form/form.module.css';
import { useWriters } from '../../state/writers.ts';
import { Card, Empty, Row, Rows } from '../settings/parts/rows.tsx';
import { DiscardButton } from './after.tsx';
import { Drop } from './drop.tsx';

type SentProps = { readonly found: Import; readonly onChange: () => void };

/** What was sent, before it is read: more can come, and something can go. */
export function Sent({ found, onChange }: SentProps): ReactNode {
  const { t } = useWords();
  const { id, files } = found;
  const sizeOf = useSizes();
  const { mutate, error, isPending } = useMutation({
    mutationFn: (work: () => Promise<unknown>) => work(),
    onSettled: onChange,
  });
  return (
    <Card title={t('import.files')}>
      {files.length === 0 ? (
        <Empty>{t('import.files.none')}</Empty>
      ) : (
        <Rows label={t('import.files')}>
          {files.map(({ name, bytes }) => (
            <Row key={name} title={name} about={[sizeOf(bytes)]}>
              <PlainButton
                aria-label={t('settings.remove.whose', { name })}
                isDisabled={isPending}
                onPress={() => mutate(() => removeFile(id, name))}
              >
                {t('settings.remove')}
              </PlainButton>
            </Row>
          ))}
        </Rows>
      )}
      <KindChoice found={found} onChange={onChange} />
      <Drop id={id} onSent={onChange} />
      <FormFault error={error} />
      <div className={formStyles['actions']}>
        <MainButton isDisabled={files.length === 0} isPending={isPending} onPress={() => mutate(() => runImport(id))}>
          {t('import.read')}
        </MainButton>
        <DiscardButton id={id} onDone={onChange} />
      </div>
    </Card>
  );
}

/** Sizes as people read them. */
function useSizes(): (bytes: number) => string {
  const writers = useWriters();
  return (bytes) => {
    const kib = Math.max(1, Math.round(bytes / 1024));
    return kib < 2048 ? `${writers.count(kib)} KB` : `${writers.count(Math.round(kib / 1024))} MB`;
  };
}

/** What it is an export of, when it was taken for something else. */
export function KindChoice({ found: { id, kind }, onChange }: SentProps): ReactNode {
  const { t } = useWords();
  const { mutate, error } = useMutation({
    mutationFn: (chosen: ImportKind | null) => changeImport(id, { kind: chosen }),
    onSettled: onChange,
  });
  return (
    <>
      <Choice
        label={t('import.kind')}
        value={kind ?? ''}
        onChange={(chosen) => mutate(chosen === '' ? null : (chosen as ImportKind))}
        options={[
          { value: '', label: t('import.kind.find') },
          ...importKinds.map((value) => ({ value, label: t(`import.kind.${value}`) })),
        ]}
      />
      <FormFault error={error} />
    </>
  );
}
