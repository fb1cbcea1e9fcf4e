import { useWords } from '../../i18n/use-words.ts';
import { useTeamNames } from '../../parts/people/rep-link.tsx';
import { useScope } from '../../state/scope.ts';

/** With whom the page compares a rep, in a sentence: the same for whoever reads it. */
export function useComparedWith(): string {
  const { t } = useWords();
  const [{ team }] = useScope();
  const teamName = useTeamNames();
  return team === undefined ? t('rep.with.all') : t('rep.with.team', { team: teamName(team) });
}
