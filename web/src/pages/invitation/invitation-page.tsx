import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ComponentProps, type ReactNode, useState } from 'react';
import { Form } from 'react-aria-components';
import { write } from '../../api/client.ts';
import type { Role } from '../../api/me.ts';
import { signIn } from '../../api/session.ts';
import { useWords } from '../../i18n/use-words.ts';
import { MainButton } from '../../parts/button/button.tsx';
import { formText } from '../../parts/field/form-text.ts';
import { TextInput } from '../../parts/field/text-input.tsx';
import { Fault, Note } from '../../parts/state/fault.tsx';
import { Skeleton } from '../../parts/state/skeleton.tsx';
import styles from '../sign-in/sign-in.module.css';

type Invitation = {
  readonly organization: string;
  readonly email: string | null;
  readonly role: Role;
  readonly signed_in_as: string | null;
};

/** No secret is shorter. */
const shortest = 10;

/** Comes in by an invitation: its secret stands behind the # of the address, which a browser sends to nobody. */
export function InvitationPage(): ReactNode {
  const { t } = useWords();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [secret] = useState(() => window.location.hash.slice(1));
  const isWhole = secret.length >= shortest;
  const { data: invitation, error } = useQuery({
    queryKey: ['invitation', secret],
    queryFn: () => write<Invitation>('POST', '/invitation/look', { secret }),
    staleTime: Number.POSITIVE_INFINITY,
    enabled: isWhole,
  });
  const {
    mutate,
    error: refused,
    isPending,
  } = useMutation({
    mutationFn: async (form: FormData) => {
      if (invitation?.signed_in_as !== null) {
        await write('POST', '/invitation/accept', { secret });
      } else {
        const [name, email, password] = [
          formText(form, 'name').trim(),
          invitation.email ?? formText(form, 'email').trim(),
          formText(form, 'password'),
        ];
        await write('POST', '/invitation/accept', { secret, name, email, password });
        await signIn(email, password);
      }
      client.clear();
      await navigate({ to: '/' });
    },
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
          <h1>{t('invitation.title')}</h1>
        </div>
        {isWhole ? null : <Note title={t('invitation.broken')} text={t('invitation.broken.do')} />}
        {error === null ? null : <Fault error={error} />}
        {invitation === undefined ? (
          error === null && isWhole ? (
            <Skeleton height="14rem" />
          ) : null
        ) : (
          <Form className={styles['form']!} onSubmit={onSubmit}>
            <p>
              {t('invitation.for', {
                organization: invitation.organization,
                role: t(`invitation.role.${invitation.role}`),
              })}
            </p>
            {invitation.signed_in_as === null ? (
              <>
                <TextInput label={t('invitation.name')} name="name" autoComplete="name" isRequired />
                {invitation.email === null ? (
                  <TextInput label={t('signIn.email')} name="email" type="email" autoComplete="username" isRequired />
                ) : null}
                <TextInput
                  label={t('invitation.password')}
                  name="password"
                  type="password"
                  autoComplete="new-password"
                  minLength={10}
                  isRequired
                />
              </>
            ) : (
              <p>{t('invitation.as', { email: invitation.signed_in_as })}</p>
            )}
            {refused === null ? null : <Fault error={refused} />}
            <MainButton type="submit" isPending={isPending} isLarge>
              {t('invitation.go')}
            </MainButton>
          </Form>
        )}
      </div>
    </main>
  );
}
