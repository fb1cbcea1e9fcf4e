import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { type ComponentProps, type ReactNode, useState } from 'react';
import { Form } from 'react-aria-components';
import { ApiError } from '../../api/client.ts';
import { giveCode, signIn } from '../../api/session.ts';
import type { WordKey } from '../../i18n/all-words.ts';
import { useWords } from '../../i18n/use-words.ts';
import { MainButton } from '../../parts/button/button.tsx';
import { formText } from '../../parts/field/form-text.ts';
import { TextInput } from '../../parts/field/text-input.tsx';
import { useAllWaiting } from '../../state/outbox.ts';
import styles from './sign-in.module.css';

/** Signs in: e-mail and password, then the second factor of those who have one. */
export function SignInPage(): ReactNode {
  const { t } = useWords();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { to }: { readonly to?: string } = useSearch({ strict: false });
  const [wantsCode, setWantsCode] = useState(false);
  const [fault, setFault] = useState<WordKey | null>(null);
  const waits = useAllWaiting().filter(({ problem }) => problem === null).length;
  const [isBusy, setIsBusy] = useState(false);
  const enter = async (): Promise<void> => {
    client.clear();
    await navigate({ to: to?.startsWith('/') === true && !to.startsWith('//') ? to : '/' });
  };
  const submit = async (form: FormData): Promise<void> => {
    setIsBusy(true);
    setFault(null);
    try {
      if (wantsCode) await giveCode(formText(form, 'code').trim());
      else {
        const answer = await signIn(formText(form, 'email').trim(), formText(form, 'password'));
        if (!answer.isIn) {
          setWantsCode(true);
          return;
        }
      }
      await enter();
    } catch (error) {
      setFault(faultOf(error));
    } finally {
      setIsBusy(false);
    }
  };
  const onSubmit: NonNullable<ComponentProps<typeof Form>['onSubmit']> = (event) => {
    event.preventDefault();
    void submit(new FormData(event.currentTarget));
  };
  return (
    <main className={styles['page']}>
      <div className={styles['card']}>
        <div>
          <p className={styles['brand']}>Tacto</p>
          <h1>{t('signIn.title')}</h1>
          <p className={styles['claim']}>{t('signIn.claim')}</p>
          {waits === 0 ? null : <p role="status">{t('log.signIn', { count: waits })}</p>}
        </div>
        <Form className={styles['form']!} onSubmit={onSubmit}>
          {wantsCode ? (
            <TextInput
              label={t('signIn.code')}
              name="code"
              inputMode="numeric"
              autoComplete="one-time-code"
              isRequired
            />
          ) : (
            <>
              <TextInput label={t('signIn.email')} name="email" type="email" autoComplete="username" isRequired />
              <TextInput
                label={t('signIn.password')}
                name="password"
                type="password"
                autoComplete="current-password"
                isRequired
              />
            </>
          )}
          {fault === null ? null : (
            <p className={styles['fault']} role="alert">
              {t(fault)}
            </p>
          )}
          <MainButton type="submit" isPending={isBusy} isLarge>
            {t(wantsCode ? 'signIn.giveCode' : 'signIn.go')}
          </MainButton>
        </Form>
        {wantsCode ? null : <Link to="/new-password">{t('signIn.forgotten')}</Link>}
      </div>
    </main>
  );
}

function faultOf(error: unknown): WordKey {
  if (!(error instanceof ApiError)) return 'state.unexpected';
  if (error.status === 0) return 'state.unreachable';
  if (error.status === 429) return 'signIn.tooMany';
  return error.status < 500 ? 'signIn.wrong' : 'state.unexpected';
}
