import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { repsQuery } from '../../api/board.ts';
import { type Choices, choicesQuery } from '../../api/choices.ts';
import { useWords } from '../../i18n/use-words.ts';
import { readScope } from '../../state/scope.ts';
import styles from './rep-link.module.css';

/** What a rep is called, by id; null: nobody. Until names have come, nothing is said: an id is no name. */
export function useRepNames(): (rep: string | null) => string {
  const { t } = useWords();
  const { data: names, isPending } = useQuery(repsQuery);
  return (rep) => (rep === null ? t('board.nobody') : isPending ? '' : (names?.get(rep) ?? rep));
}

/** What a team is called, by id; nothing until names have come. */
export function useTeamNames(): (team: string) => string {
  const { data: choices, isPending } = useQuery(choicesQuery);
  return (team) => (isPending ? '\u00a0' : nameIn(choices, team));
}

function nameIn(choices: Choices | undefined, team: string): string {
  return choices?.teams.find(({ id }) => id === team)?.name ?? team;
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
  if (name === '') return <span className={styles['coming']} aria-hidden="true" />;
  return (
    <Link to="/people/$rep" params={{ rep }} search={stays}>
      {name}
    </Link>
  );
}
