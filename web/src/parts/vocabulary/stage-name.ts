import type { Choices } from '../../api/choices.ts';
import type { Say } from '../../i18n/use-words.ts';

/** What a stage is called; also those that are none: a customer, no deal, none known. */
export function stageName({ t }: Pick<Say, 't'>, stages: Choices['stages'], id: string | null): string {
  if (id === null) return t('stage.none');
  if (id === 'customer' || id === 'no_deal') return t(`stage.${id}`);
  return stages.find((stage) => stage.id === id)?.name ?? id;
}
