import { Link } from '@tanstack/react-router';
import { Fragment, type ReactNode } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { placeOfCommand } from './places.ts';

/** A text whose commands of a terminal, between backticks, lead to the page that shows the same. */
export function WithLinks({ text }: { readonly text: string }): ReactNode {
  const { t } = useWords();
  return text.split('`').map((part, i) => {
    if (i % 2 === 0) return <Fragment key={i}>{part}</Fragment>;
    const place = placeOfCommand(part);
    return (
      <Link key={i} to={place.to} search={(now: object) => ({ ...now, q: undefined })}>
        {t(place.label)}
      </Link>
    );
  });
}
