import type { Say } from '../../i18n/use-words.ts';
import type { FilterId } from '../../state/look.ts';

/** Why a number is not told while something is filtered by that it does not have. */
export function notByText({ t }: Pick<Say, 't'>, filters: readonly string[]): string {
  const what = filters.map((filter) => t(`scope.filter.${filter as FilterId}`).toLowerCase()).join(', ');
  return t('scope.notBy', { what });
}
