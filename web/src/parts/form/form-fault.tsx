import type { ReactNode } from 'react';
import { ApiError, isSignedOut } from '../../api/client.ts';
import { useWords } from '../../i18n/use-words.ts';
import { SignInLink } from '../state/sign-in-link.tsx';
import styles from './form.module.css';

/** Why something could not be done, beside what was to be done. */
export function FormFault({ error }: { readonly error: unknown }): ReactNode {
  const { t } = useWords();
  if (error === null || error === undefined) return null;
  if (isSignedOut(error)) {
    return (
      <p className={styles['fault']} role="alert">
        {t('state.signedOut')}. <SignInLink />
      </p>
    );
  }
  const problem = error instanceof ApiError ? error.problem : null;
  const text =
    error instanceof ApiError && error.status === 0
      ? t('state.unreachable')
      : problem === null
        ? t('state.unexpected')
        : [problem.detail ?? problem.title, problem.fix].filter((part) => part !== undefined).join(' ');
  return (
    <p className={styles['fault']} role="alert">
      {text}
    </p>
  );
}
