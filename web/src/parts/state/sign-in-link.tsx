import { Link, useLocation } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useWords } from '../../i18n/use-words.ts';

/** Leads to where one signs in, and from there back to this page. */
export function SignInLink(): ReactNode {
  const { t } = useWords();
  const { href } = useLocation();
  return (
    <Link to="/sign-in" search={{ to: href }}>
      {t('signIn.title')}
    </Link>
  );
}
