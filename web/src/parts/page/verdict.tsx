import type { ReactNode } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import type { Verdict } from '../chart/strip.tsx';
import styles from './verdict.module.css';

const signs: Readonly<Record<Verdict, string>> = { above: '▲', below: '▼', within: '●', too_little: '○' };

/** Whether a difference is good or bad, where the KPI has a better side. */
export function toneOf(verdict: Verdict, better: 'higher' | 'lower' | null): 'good' | 'bad' | null {
  if (better === null || verdict === 'within' || verdict === 'too_little') return null;
  return (verdict === 'above') === (better === 'higher') ? 'good' : 'bad';
}

/** Whether a value lies outside of a span: of many that are compared some do by chance, so it is not always a finding. */
export function isOutside(value: number | null, span: readonly [number, number] | null): boolean {
  return value !== null && span !== null && (value < span[0] || value > span[1]);
}

/** What a member is held against: the group, the average of all, the time before. */
type Against = 'group' | 'average' | 'before';

type VerdictProps = {
  readonly verdict: Verdict;
  /** Whether what is drawn beside it lies outside all the same: then it is said why that is no finding. */
  readonly isApart?: boolean;
  readonly against?: Against;
  readonly better?: 'higher' | 'lower' | null;
};

/** A verdict in words, with its sign. */
export function VerdictWords({ verdict, isApart = false, better = null, against = 'group' }: VerdictProps): ReactNode {
  const { t } = useWords();
  const tone = toneOf(verdict, better);
  return (
    <span className={[styles['verdict'], tone === null ? '' : styles[tone]].join(' ')}>
      <span aria-hidden="true">{signs[verdict]} </span>
      {t(
        verdict === 'above' || verdict === 'below'
          ? `verdict.${against}.${verdict}`
          : verdict === 'within' && isApart
            ? 'verdict.apart'
            : `verdict.${verdict}`,
      )}
    </span>
  );
}
