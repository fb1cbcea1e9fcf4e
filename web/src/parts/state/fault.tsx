import type { ReactNode } from 'react';
import { ApiError, isSignedOut } from '../../api/client.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useScope } from '../../state/scope.ts';
import { PlainButton } from '../button/button.tsx';
import { SignInLink } from './sign-in-link.tsx';
import styles from './state.module.css';

type FaultProps = { readonly error: unknown; readonly onRetry?: () => void };

/** What went wrong, in words, and what to do. */
export function Fault({ error, onRetry }: FaultProps): ReactNode {
  const { t } = useWords();
  if (error instanceof ApiError && error.status === 403) return <Forbidden />;
  if (isSignedOut(error)) {
    return (
      <Note title={t('state.signedOut')} text={t('state.signedOut.why')}>
        <SignInLink />
      </Note>
    );
  }
  const problem = error instanceof ApiError ? error.problem : null;
  const isMissing = error instanceof ApiError && error.status === 404;
  const isUnreachable = error instanceof ApiError && error.status === 0;
  const told = [problem?.detail ?? problem?.title, problem?.fix].filter((part) => part !== undefined).join(' ');
  const text = isUnreachable ? t('state.unreachable') : told === '' ? t('state.unexpected') : told;
  return (
    <div className={styles['box']} role="alert">
      <h2>{t(isMissing ? 'state.missing' : isUnreachable ? 'state.offline' : 'state.fault')}</h2>
      <p>{text}</p>
      {onRetry === undefined || isMissing ? null : <PlainButton onPress={onRetry}>{t('state.again')}</PlainButton>}
    </div>
  );
}

/** Says that this is not theirs to see; of an address that asks for somebody else, the way back to what is. */
function Forbidden(): ReactNode {
  const { t } = useWords();
  const [{ rep }, change] = useScope();
  return (
    <Note title={t('state.forbidden')} text={t('state.forbidden.why')}>
      {rep === undefined ? null : (
        <PlainButton onPress={() => change({ rep: undefined })}>{t('state.unfilter')}</PlainButton>
      )}
    </Note>
  );
}

type NoteProps = { readonly title: string; readonly text?: string; readonly children?: ReactNode };

/** Says why there is nothing to see, and what to do first. */
export function Note({ title, text, children }: NoteProps): ReactNode {
  return (
    <div className={styles['box']}>
      <h2>{title}</h2>
      {text === undefined ? null : <p>{text}</p>}
      {children}
    </div>
  );
}
