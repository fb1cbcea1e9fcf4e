import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { everythingOfMe } from '../../../api/privacy.ts';
import { useWords } from '../../../i18n/use-words.ts';
import { PlainButton } from '../../../parts/button/button.tsx';
import { FormFault } from '../../../parts/form/form-fault.tsx';
import { Card } from '../parts/rows.tsx';
import { AuditList } from './audit-list.tsx';
import { handOutJson } from '../../../parts/file/hand-out.ts';

/** What is kept about oneself, and who looked at it. */
export function MyDataSection(): ReactNode {
  const { t } = useWords();
  const { mutate, error, isPending } = useMutation({
    mutationFn: everythingOfMe,
    onSuccess: (found) => handOutJson('tacto', found),
  });
  return (
    <>
      <Card
        title={t('privacy.mine')}
        about={t('privacy.mine.about')}
        action={
          <PlainButton isPending={isPending} onPress={() => mutate()}>
            {t('privacy.download')}
          </PlainButton>
        }
      >
        <FormFault error={error} />
      </Card>
      <Card title={t('audit.me')} about={t('audit.me.about')}>
        <AuditList path="/audit/me" filter={{}} empty={t('audit.me.none')} />
      </Card>
    </>
  );
}
