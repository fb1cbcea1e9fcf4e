import type { KpiTrend } from '../../api/board.ts';
import type { KpiInfo } from '../../api/kpi.ts';
import type { WordKey } from '../../i18n/all-words.ts';

type Verdict = { readonly text: WordKey; readonly tone: 'better' | 'worse' | null };

/**
 * The latest period against the one before. Only a difference whose interval leaves zero out is one; what is counted in full needs none.
 */
export function verdictOf({ better }: KpiInfo, { change }: KpiTrend): Verdict {
  const difference = change?.difference ?? null;
  if (change === null || difference === null) return { text: 'board.change.unknown', tone: null };
  const isBetter = difference > 0 === (better === 'higher');
  if (change.method === 'census') {
    if (difference === 0 || better === null)
      return { text: difference === 0 ? 'board.change.same' : 'board.change.counted', tone: null };
    return isBetter
      ? { text: 'board.change.countedBetter', tone: 'better' }
      : { text: 'board.change.countedWorse', tone: 'worse' };
  }
  if (change.interval === null) return { text: 'board.change.unknown', tone: null };
  const [low, high] = change.interval;
  if (low <= 0 && high >= 0) return { text: 'board.change.noise', tone: null };
  if (better === null) return { text: 'board.change.different', tone: null };
  return isBetter ? { text: 'board.change.better', tone: 'better' } : { text: 'board.change.worse', tone: 'worse' };
}
