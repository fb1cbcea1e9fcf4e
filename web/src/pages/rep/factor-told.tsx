import type { ReactNode } from 'react';
import type { Query } from '../../api/client.ts';
import type { Factor, Why } from '../../api/standing.ts';
import type { WordKey } from '../../i18n/all-words.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Told } from '../../parts/figure/told.tsx';
import { KpiRecords } from '../../parts/records/kpi-records.tsx';
import { useWriters } from '../../state/writers.ts';

export type Side = 'before' | 'after';

/** What the records of each side of a difference are asked by; null: they are not for the reader. */
export type Sides = Readonly<Record<Side, Query | null>>;

type FactorToldProps = {
  readonly why: Why;
  readonly factor: Factor;
  readonly side: Side;
  readonly label: (kpi: string) => string;
  /** The factor as it is written. */
  readonly text: string;
  readonly of: Query | null;
};

/** What a factor of an outcome is on one side: so many, or so many for each of the count before it. */
export function FactorTold({ why, factor: { to, of: from }, side, label, text, of }: FactorToldProps): ReactNode {
  const { t } = useWords();
  const writers = useWriters();
  if (of === null) return text;
  const counts = countsOf(why, side);
  const count = (kpi: string): string =>
    writers.value(counts.get(kpi) ?? null, kpi === 'contract_volume' ? 'money' : 'tenth');
  return (
    <Told
      label={`${t(nameOf(why, side))}: ${from === null ? label(to) : `${label(to)} ÷ ${label(from)}`}`}
      text={text}
      meaning={
        from === null
          ? t('rep.factor.count.meaning', { to: label(to) })
          : t('rep.factor.rate.meaning', { to: label(to), of: label(from) })
      }
      {...(from === null
        ? {}
        : { formula: `${label(to)} ÷ ${label(from)}`, numerator: count(to), denominator: count(from) })}
    >
      <KpiRecords kpi={to} of={of} />
    </Told>
  );
}

/** What a side of a difference is called. */
function nameOf({ against }: Why, side: Side): WordKey {
  if (against === 'previous') return side === 'before' ? 'rep.side.before' : 'rep.side.now';
  return side === 'before' ? 'rep.side.team' : 'rep.side.rep';
}

/** The counts of a side: each comes of the one before by its factor. */
function countsOf(why: Why, side: Side): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { to, of, [side]: value } of why.factors) {
    const base = of === null ? 1 : counts.get(of);
    if (value !== null && base !== undefined) counts.set(to, base * value);
  }
  return counts;
}
