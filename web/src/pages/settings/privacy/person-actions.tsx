import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { erase, type Erasure, everythingOf, type Subject } from '../../../api/privacy.ts';
import type { WordKey } from '../../../i18n/all-words.ts';
import { useWords } from '../../../i18n/use-words.ts';
import { PlainButton } from '../../../parts/button/button.tsx';
import { FormDialog } from '../../../parts/dialog/form-dialog.tsx';
import { TextInput } from '../../../parts/field/text-input.tsx';
import { FormFault } from '../../../parts/form/form-fault.tsx';
import { useWriters } from '../../../state/writers.ts';
import { Loaded } from '../parts/loaded.tsx';
import { handOutJson } from '../../../parts/file/hand-out.ts';
import { kept } from './words.ts';

type PersonProps = { readonly kind: Subject; readonly id: string; readonly name: string };

/** Hands out what is kept about somebody, or erases it. */
export function PersonActions({ kind, id, name }: PersonProps): ReactNode {
  const { t } = useWords();
  const { mutate, error, isPending } = useMutation({
    mutationFn: () => everythingOf(kind, id),
    onSuccess: (found) => handOutJson(name, found),
  });
  return (
    <>
      <FormFault error={error} />
      <PlainButton isPending={isPending} aria-label={t('privacy.download.whose', { name })} onPress={() => mutate()}>
        {t('privacy.download')}
      </PlainButton>
      <FormDialog
        title={t('privacy.erase.sure', { name })}
        open={t('privacy.erase')}
        openLabel={t('privacy.erase.whose', { name })}
        save={t('privacy.erase.go')}
        onSave={() => erase(kind, id)}
        renderDone={(done) => <Done {...(done as Erasure)} />}
      >
        <p>{t(`privacy.erase.${kind}`, { name })}</p>
        <What kind={kind} id={id} name={name} />
        <TextInput
          label={t('privacy.erase.type', { name })}
          name="confirm"
          autoComplete="off"
          isRequired
          validate={(text) => (text === '' || text.trim() === name ? null : t('privacy.erase.other', { name }))}
        />
      </FormDialog>
    </>
  );
}

/** How much of what there is about somebody. */
function What({ kind, id }: PersonProps): ReactNode {
  const { t } = useWords();
  const writers = useWriters();
  const found = useQuery({ queryKey: ['everything', kind, id], queryFn: () => everythingOf(kind, id) });
  return (
    <Loaded of={found} height="3rem">
      {({ record }) => {
        const counts = Object.entries(record)
          .filter(([, rows]) => rows.length > 0)
          .map(([table, rows]) => {
            const word = table in kept ? t(`privacy.kept.${table}` as WordKey) : t('privacy.kept.others');
            return `${word}: ${writers.count(rows.length)}`;
          });
        return counts.length === 0 ? null : (
          <p>
            {t('privacy.erase.what')} {counts.join(' · ')}
          </p>
        );
      }}
    </Loaded>
  );
}

function Done({ rows, texts, sign_in: signIn }: Erasure): ReactNode {
  const { t } = useWords();
  const writers = useWriters();
  const client = useQueryClient();
  // Whoever is gone goes from the list, and this with them: not before it was read.
  useEffect(() => () => void client.invalidateQueries(), [client]);
  return (
    <>
      <p>{t('privacy.erased', { rows: writers.count(rows), texts: writers.count(texts) })}</p>
      {signIn === 'none' ? null : <p>{t(`privacy.erased.${signIn}`)}</p>}
    </>
  );
}
