import { useMutation } from '@tanstack/react-query';
import { Link, useLocation } from '@tanstack/react-router';
import type { ComponentProps, ReactNode } from 'react';
import { Form } from 'react-aria-components';
import { askForNewPassword, setNewPassword } from '../../api/session.ts';
import { useWords } from '../../i18n/use-words.ts';
import { MainButton } from '../../parts/button/button.tsx';
import { formText } from '../../parts/field/form-text.ts';
import { TextInput } from '../../parts/field/text-input.tsx';
import { Fault } from '../../parts/state/fault.tsx';
import styles from '../sign-in/sign-in.module.css';

/** Asks for a link to a new password; with the secret of such a link behind the #, sets it. */
export function NewPasswordPage(): ReactNode {
  // The link may be opened where it was asked for: then nothing but this part of the address changes.
  const token = useLocation({ select: ({ hash }) => hash });
  return <NewPassword key={token} token={token} />;
}

function NewPassword({ token }: { readonly token: string }): ReactNode {
  const { t } = useWords();
  const isAsking = token === '';
  const { mutate, error, isPending, isSuccess } = useMutation({
    mutationFn: (form: FormData) =>
      isAsking ? askForNewPassword(formText(form, 'email').trim()) : setNewPassword(token, formText(form, 'password')),
  });
  const onSubmit: NonNullable<ComponentProps<typeof Form>['onSubmit']> = (event) => {
    event.preventDefault();
    mutate(new FormData(event.currentTarget));
  };
  return (
    <main className={styles['page']}>
      <div className={styles['card']}>
        <div>
          <p className={styles['brand']}>Tacto</p>
          <h1>{t('newPassword.title')}</h1>
        </div>
        {isSuccess ? (
          <p role="status">{t(isAsking ? 'newPassword.asked' : 'newPassword.done')}</p>
        ) : (
          <Form className={styles['form']!} onSubmit={onSubmit}>
            {isAsking ? (
              <TextInput label={t('signIn.email')} name="email" type="email" autoComplete="username" isRequired />
            ) : (
              <TextInput
                label={t('invitation.password')}
                name="password"
                type="password"
                autoComplete="new-password"
                minLength={10}
                isRequired
              />
            )}
            {error === null ? null : <Fault error={error} />}
            <MainButton type="submit" isPending={isPending} isLarge>
              {t(isAsking ? 'newPassword.ask' : 'newPassword.set')}
            </MainButton>
          </Form>
        )}
        <Link to="/sign-in">{t('newPassword.signIn')}</Link>
      </div>
    </main>
  );
}
