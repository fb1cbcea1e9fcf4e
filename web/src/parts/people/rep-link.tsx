import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { repsQuery } from '../../api/board.ts';
import { useWords } from '../../i18n/use-words.ts';

/** What a rep is called, by id; null: nobody. */
export function useRepNames(): (rep: string | null) => string {
  const { t } = useWords();
  const { data: names } = useQuery(repsQuery);
  return (rep) => (rep === null ? t('board.nobody') : (names?.get(rep) ?? rep));
}

/** A rep's name that leads to their page; what is looked at stays. */
export function RepLink({ rep }: { readonly rep: string | null }): ReactNode {
  const name = useRepNames()(rep);
  if (rep === null) return name;
  return (
    <Link to="/people/$rep" params={{ rep }} search={(search: object) => search}>
      {name}
    </Link>
  );
}
