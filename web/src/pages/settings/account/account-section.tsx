import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { changeName, changePassword, type OwnAccount, ownAccountQuery } from '../../../api/own-account.ts';
import { useWords } from '../../../i18n/use-words.ts';
import { TextInput } from '../../../parts/field/text-input.tsx';
import { formText } from '../../../parts/field/form-text.ts';
import { formValue } from '../../../parts/form/read-form.ts';
import { useRefresh } from '../../../state/refresh.ts';
import { Loaded } from '../parts/loaded.tsx';
import { Card } from '../parts/rows.tsx';
import { SaveForm } from '../parts/save-form.tsx';
import { Look } from './look.tsx';
import { SecondFactor } from './second-factor.tsx';
import { Sessions } from './sessions.tsx';

/** One's own name, password, second factor, sessions, language and colours. */
export function AccountSection(): ReactNode {
  const account = useQuery(ownAccountQuery);
  return (
    <Loaded of={account} height="30rem">
      {(own) => (
        <>
          <Name own={own} />
          <Look />
          <Password />
          <SecondFactor isOn={own.user.twoFactorEnabled === true} />
          <Sessions own={own.session.token} />
        </>
      )}
    </Loaded>
  );
}

function Name({ own: { user } }: { readonly own: OwnAccount }): ReactNode {
  const { t } = useWords();
  const refresh = useRefresh();
  return (
    <Card title={user.email} about={t('profile.email.about')}>
      <SaveForm
        onSave={async (form) => {
          await changeName(formValue(form, 'name')!);
          await refresh('own-account', 'me');
        }}
      >
        <TextInput label={t('profile.name')} name="name" autoComplete="name" defaultValue={user.name} isRequired />
      </SaveForm>
    </Card>
  );
}

function Password(): ReactNode {
  const { t } = useWords();
  const refresh = useRefresh();
  return (
    <Card title={t('profile.password')} about={t('profile.password.about')}>
      <SaveForm
        save={t('profile.password.go')}
        saved={t('profile.password.saved')}
        clears
        onSave={async (form) => {
          await changePassword(formText(form, 'current'), formText(form, 'next'));
          await refresh('sessions', 'own-account');
        }}
      >
        <TextInput
          label={t('profile.password.now')}
          name="current"
          type="password"
          autoComplete="current-password"
          isRequired
        />
        <TextInput
          label={t('profile.password.next')}
          name="next"
          type="password"
          autoComplete="new-password"
          minLength={10}
          maxLength={128}
          isRequired
        />
      </SaveForm>
    </Card>
  );
}
