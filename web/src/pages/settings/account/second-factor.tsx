import { useMutation } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { beginSecondFactor, confirmSecondFactor, endSecondFactor, type Enrolment } from '../../../api/own-account.ts';
import { useWords } from '../../../i18n/use-words.ts';
import { FormDialog } from '../../../parts/dialog/form-dialog.tsx';
import { formText } from '../../../parts/field/form-text.ts';
import { TextInput } from '../../../parts/field/text-input.tsx';
import { Skeleton } from '../../../parts/state/skeleton.tsx';
import { useRefresh } from '../../../state/refresh.ts';
import { Card } from '../parts/rows.tsx';
import { SaveForm } from '../parts/save-form.tsx';
import { Secret } from '../parts/secret.tsx';

const QrCode = lazy(() => import('./qr-code.tsx').then((module) => ({ default: module.QrCode })));

/** A code of an authenticator app besides the password. */
export function SecondFactor({ isOn }: { readonly isOn: boolean }): ReactNode {
  const { t } = useWords();
  const refresh = useRefresh();
  const [enrolment, setEnrolment] = useState<Enrolment | null>(null);
  if (isOn && enrolment === null) {
    return (
      <Card
        title={t('profile.factor')}
        about={t('profile.factor.on')}
        action={
          <FormDialog
            title={t('profile.factor.end')}
            open={t('profile.factor.end')}
            save={t('profile.factor.end')}
            onSave={async (form) => {
              await endSecondFactor(formText(form, 'password'));
              await refresh('own-account', 'members');
            }}
          >
            <OwnPassword />
          </FormDialog>
        }
      />
    );
  }
  return (
    <Card title={t('profile.factor')} about={t('profile.factor.off')}>
      {enrolment === null ? (
        <SaveForm
          save={t('profile.factor.begin')}
          onSave={async (form) => setEnrolment(await beginSecondFactor(formText(form, 'password')))}
        >
          <OwnPassword />
        </SaveForm>
      ) : (
        <Enrol enrolment={enrolment} onDone={() => setEnrolment(null)} />
      )}
    </Card>
  );
}

function OwnPassword(): ReactNode {
  const { t } = useWords();
  return (
    <TextInput
      label={t('profile.factor.password')}
      name="password"
      type="password"
      autoComplete="current-password"
      isRequired
    />
  );
}

function Enrol({ enrolment, onDone }: { readonly enrolment: Enrolment; readonly onDone: () => void }): ReactNode {
  const { t } = useWords();
  const refresh = useRefresh();
  const { mutateAsync } = useMutation({ mutationFn: confirmSecondFactor });
  const key = new URL(enrolment.totpURI).searchParams.get('secret') ?? '';
  return (
    <>
      <p>
        {t('profile.factor.app')} <a href={enrolment.totpURI}>{t('profile.factor.here')}</a>
      </p>
      <Suspense fallback={<Skeleton height="14rem" />}>
        <QrCode text={enrolment.totpURI} label={t('profile.factor.scan')} />
      </Suspense>
      <Secret label={t('profile.factor.key')} text={key.match(/.{1,4}/g)?.join(' ') ?? ''} />
      <Secret label={t('profile.factor.backup')} text={enrolment.backupCodes.join('  ')} />
      <SaveForm
        save={t('profile.factor.confirm')}
        onSave={async (form) => {
          await mutateAsync(formText(form, 'code').replace(/\s/g, ''));
          await refresh('own-account', 'members');
          onDone();
        }}
      >
        <TextInput
          label={t('profile.factor.code')}
          name="code"
          inputMode="numeric"
          autoComplete="one-time-code"
          isRequired
        />
      </SaveForm>
    </>
  );
}
