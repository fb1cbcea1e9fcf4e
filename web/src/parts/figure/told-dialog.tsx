import type { ReactNode } from 'react';
import '../../i18n/relations.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Opened } from './opened.tsx';
import type { ToldProps } from './told.tsx';

/** What a number is made of that is no KPI of its own. */
export function ToldDialog({ meaning, formula, numerator, denominator, sure, ...rest }: ToldProps): ReactNode {
  const { t } = useWords();
  return (
    <Opened
      {...rest}
      sentences={[meaning, sure ?? null]}
      facts={[
        [t('figure.formula'), formula ?? null],
        [t('figure.numerator'), numerator ?? null],
        [t('figure.denominator'), denominator ?? null],
      ]}
    />
  );
}
