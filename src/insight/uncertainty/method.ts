import { type Aggregate, aggregatesOf, type Measure } from '../../engine/measure.ts';
import { factOf } from '../../engine/facts.ts';
import type { Kpi } from '../../kpi/kpi.ts';

/**
 * Where a KPI's uncertainty comes from, and with it how its interval is computed.
 * - `census`: what is counted in full at one moment (assigned accounts, open pipeline), or foreseen: there is no sample, and no interval
 * - `poisson`: events that were counted; exact Poisson (Garwood 1936)
 * - `weighted`: events that were added up with their sizes (contract volume); a gamma interval for weighted Poisson counts (Fay & Feuer 1997)
 * - `proportion`: records that have something, of all such records; Wilson's score interval
 * - `rate`: events for each of other events, of which both vary; Poisson counts compared given their sum (Przyborowski & Wilenski 1940)
 * - `ratio`: two sums over the same records; Student's interval for a ratio estimate (Cochran 1977, § 6.4), of which a mean is the plainest
 * - `bootstrap`: a mean of money, whose few large values make Student's interval lopsided; bootstrap by record (Efron 1987)
 * - `median`: order statistics (Conover 1999, § 3.2)
 */
export type Method = 'census' | 'poisson' | 'weighted' | 'proportion' | 'rate' | 'ratio' | 'bootstrap' | 'median';

/** The method for a KPI, found out of its formula. */
export function methodOf({ formula, kind, unit }: Pick<Kpi, 'formula' | 'kind' | 'unit'>): Method {
  if (formula.kind === 'median') return 'median';
  if (formula.kind === 'number') {
    const { of } = formula;
    // Types of material are not events: another period would not have others by chance.
    const isEvents = of.kind !== 'distinct' || of.column === 'contact';
    if (kind === 'snapshot' || factOf(of.fact).ahead === true || !isEvents) return 'census';
    return of.kind === 'sum' ? 'weighted' : 'poisson';
  }
  const [above, below] = [formula.numerator[0]!, formula.denominator[0]!];
  const isPlain = formula.numerator.length === 1 && formula.denominator.length === 1;
  if (!isPlain || above.fact !== below.fact) return 'rate';
  if (above.kind === 'count' && below.kind === 'count') return isPartOf(above, below) ? 'proportion' : 'rate';
  if (above.kind !== 'sum' || !isPartOf(above, below) || !isPartOf(below, above)) return 'rate';
  if (below.kind === 'count') return unit === 'money' ? 'bootstrap' : 'ratio';
  return below.kind === 'sum' ? 'ratio' : 'rate';
}

/** Whether every record of one aggregate is a record of the other. */
function isPartOf(part: Aggregate, whole: Aggregate): boolean {
  const own = (part.where ?? []).map((condition) => JSON.stringify(condition));
  return (whole.where ?? []).every((condition) => own.includes(JSON.stringify(condition)));
}

/** What a method needs to be asked besides the KPI, each as a measure of its own. */
export function needsOf(kpi: Kpi): readonly Measure[] {
  const { formula } = kpi;
  const aggregates = spreadOf(methodOf(kpi), aggregatesOf(formula));
  return aggregates.map((of, i) => ({ id: `${kpi.id} ${i}`, kind: 'flow', formula: { kind: 'number', of } }));
}

function spreadOf(method: Method, [above, below, ...others]: readonly Aggregate[]): readonly Aggregate[] {
  const squares = (aggregate: Aggregate): Aggregate => product(aggregate, aggregate);
  const sizes = (aggregate: Aggregate): Aggregate[] =>
    aggregate.kind === 'sum' ? [squares(aggregate), derived(aggregate, 'largest')] : [];
  switch (method) {
    case 'weighted':
      return [records(above!), ...sizes(above!)];
    case 'rate':
      // A cost per contract adds several sums above one count: each has its spread.
      return [above!, below!, ...others].flatMap((aggregate) => sizes(aggregate));
    case 'ratio':
      return below!.kind === 'count'
        ? [below!, squares(above!)]
        : [records(below!), squares(above!), product(above!, below!), squares(below!)];
    case 'median':
    case 'bootstrap':
      return [derived(above!, 'values')];
    case 'census':
      return above!.kind === 'sum' ? [records(above!)] : [];
    case 'poisson':
    case 'proportion':
      return [];
  }
}

function derived({ fact, column, where, per }: Aggregate, kind: Aggregate['kind']): Aggregate {
  return {
    fact,
    kind,
    ...(column === undefined ? {} : { column }),
    ...(where === undefined ? {} : { where }),
    ...(per === undefined ? {} : { per }),
  };
}

function product(first: Aggregate, second: Aggregate): Aggregate {
  return { ...derived(first, 'product'), times: second.column! };
}

function records({ fact, where }: Aggregate): Aggregate {
  return { fact, kind: 'count', ...(where === undefined ? {} : { where }) };
}
