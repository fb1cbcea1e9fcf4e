import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { repsQuery } from '../../api/board.ts';
import { choicesQuery } from '../../api/choices.ts';
import { useWords } from '../../i18n/use-words.ts';
import { readScope } from '../../state/scope.ts';

/** What a rep is called, by id; null: nobody. */
export function useRepNames(): (rep: string | null) => string {
  const { t } = useWords();
  const { data: names } = useQuery(repsQuery);
  return (rep) => (rep === null ? t('board.nobody') : (names?.get(rep) ?? rep));
}

/** What a team is called, by id. */
export function useTeamNames(): (team: string) => string {
  const { data: choices } = useQuery(choicesQuery);
  return (team) => choices?.teams.find(({ id }) => id === team)?.name ?? team;
}

/** What of an address stays on the way to a person and back: what is looked at, and what is compared. */
export function stays(search: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { kpi, by } = search;
  return { ...readScope(search), ...(kpi === undefined ? {} : { kpi }), ...(by === undefined ? {} : { by }) };
}

/** A rep's name that leads to their page; what is looked at stays. */
export function RepLink({ rep }: { readonly rep: string | null }): ReactNode {
  const name = useRepNames()(rep);
  if (rep === null) return name;
  return (
    <Link to="/people/$rep" params={{ rep }} search={stays}>
      {name}
    </Link>
  );
}
