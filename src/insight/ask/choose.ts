import { UserError } from '../../domain/errors.ts';
import type { Kpi } from '../../kpi/kpi.ts';
import { askCatalogue } from './catalogue/index.ts';
import { labelOfLook } from './labels.ts';
import type { AskedQuestion } from './question.ts';
import { searchOver } from './search.ts';

/** The questions that words ask for, or, where they may mean several, those. */
export type Choice =
  | { readonly kind: 'questions'; readonly questions: readonly [AskedQuestion, ...AskedQuestion[]] }
  | { readonly kind: 'candidates'; readonly candidates: readonly AskedQuestion[] };

/**
 * Finds the questions of the catalogue that are asked for, by id or in free words, several between commas. Commas that only belong to a sentence do no harm.
 * @throws UserError `unknown_question`
 */
export function chooseQuestions(words: string, kpis: ReadonlyMap<string, Kpi>): Choice {
  const find = searchOver(askCatalogue, (look) => labelOfLook(look, kpis));
  const parts = words
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const clear = parts.flatMap((part) => find(part).clear ?? []);
  const [first, ...others] = [...new Set(clear)];
  if (first !== undefined && clear.length === parts.length) return { kind: 'questions', questions: [first, ...others] };
  const whole = find(words);
  if (whole.clear !== null) return { kind: 'questions', questions: [whole.clear] };
  // Of several questions the unclear one is what is asked back.
  const unclear = parts.length > 1 && clear.length > 0 ? parts.find((part) => find(part).clear === null) : undefined;
  const candidates = unclear === undefined ? whole.candidates : find(unclear).candidates;
  if (candidates.length === 0) throw unknown(unclear ?? words);
  return { kind: 'candidates', candidates };
}

function unknown(words: string): UserError {
  return new UserError({
    code: 'unknown_question',
    message: { en: `There is no question like “${words}”.`, es: `No hay ninguna pregunta parecida a «${words}».` },
    fix: { en: '`tacto ask` lists them all.', es: '`tacto ask` las enumera todas.' },
  });
}
