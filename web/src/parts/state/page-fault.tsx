import { useQueryErrorResetBoundary } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { Fault } from './fault.tsx';

/** A page that could not be shown, and a way to try again. */
export function PageFault({ error }: { readonly error: unknown }): ReactNode {
  const { t } = useWords();
  const router = useRouter();
  const { reset } = useQueryErrorResetBoundary();
  const again = (): void => {
    reset();
    void router.invalidate();
  };
  return (
    <>
      <h1 className="visually-hidden">{t('state.fault')}</h1>
      <Fault error={error} onRetry={again} />
    </>
  );
}
