import type { Category, Kpi } from '../../kpi/kpi.ts';
import { isComparable } from '../compare/compare-kpi.ts';
import { isUsable, type LookAnswer } from './answer.ts';
import { type AskedQuestion, kpi as lookAt, type Look, mostLooks } from './question.ts';
import { idOf } from './labels.ts';

/** What is said of the KPIs that a manager wants to steer by. */
export type FocusAdvice = {
  /** What is looked at, each once. */
  readonly chosen: readonly string[];
  readonly isTooMany: boolean;
  /** With too many: which to begin with. */
  readonly keep: readonly string[];
  /** The category when all are of one, so that the others go unseen. */
  readonly oneSided: Category | null;
};

/** Chosen KPIs as a question of their own. */
export function focusQuestion(kpis: readonly [Kpi, ...Kpi[]]): AskedQuestion {
  const [first, ...others] = kpis;
  return {
    id: 'focus',
    group: 'team',
    text: { en: 'Your focus', es: 'Su foco' },
    words: { en: '', es: '' },
    looks: [lookOf(first), ...others.map(lookOf)],
    reading: { en: '', es: '' },
  };
}

function lookOf(kpi: Kpi): Look {
  const { id, dimensions } = kpi;
  if (isComparable(kpi, 'rep')) return lookAt(id, `compare ${id} --by rep`, kpi.explanation);
  return lookAt(id, `kpi ${id}${dimensions.includes('rep') ? ' --by rep' : ''} --interval 0.95`, kpi.explanation);
}

/**
 * More than three are allowed, and said to be too many: whoever steers by many numbers steers by none. Kept are, of those with a figure that can be used
 * first, then of those with any, the ones that most of the questions take; else in the order given.
 */
export function adviseFocus(answers: readonly LookAnswer[]): FocusAdvice {
  const chosen = new Map<string, { readonly answer: LookAnswer; readonly times: number }>();
  for (const answer of answers) {
    const id = idOf(answer.look.subject);
    chosen.set(id, { answer: chosen.get(id)?.answer ?? answer, times: (chosen.get(id)?.times ?? 0) + 1 });
  }
  const worth = ({ answer }: { readonly answer: LookAnswer }): number =>
    answer.shown === null ? 0 : isUsable(answer) ? 2 : 1;
  const ranked = [...chosen].toSorted(([, a], [, b]) => worth(b) - worth(a) || b.times - a.times);
  const isTooMany = chosen.size > mostLooks;
  const categories = new Set(
    [...chosen.values()].map(({ answer: { shown } }) => (shown?.kind === 'kpi' ? shown.kpi.category : null)),
  );
  const [only] = categories;
  return {
    chosen: [...chosen.keys()],
    isTooMany,
    keep: isTooMany ? ranked.slice(0, mostLooks).map(([id]) => id) : [],
    oneSided: categories.size === 1 && chosen.size > 1 ? (only ?? null) : null,
  };
}
