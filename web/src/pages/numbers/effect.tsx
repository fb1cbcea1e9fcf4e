import type { ReactNode } from 'react';
import type { FactorRates, MemberRate } from '../../api/effects.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Told } from '../../parts/figure/told.tsx';
import { KpiRecords } from '../../parts/records/kpi-records.tsx';
import { dimensionName } from '../../parts/terms/names.ts';
import { usePeriod } from '../../state/period.ts';
import { useScope } from '../../state/scope.ts';
import { whereOf } from '../../state/where.ts';
import { useWriters } from '../../state/writers.ts';

/** The calls that each model looks at, and the filters that they have. */
const calls = { reach: 'dials', close: 'dials_reached' } as const;
const filters = ['team', 'rep', 'source', 'segment', 'product', 'pitch'];

type EffectProps = {
  readonly rates: FactorRates;
  readonly member: MemberRate;
  readonly name: string;
  /** The number as it is written: the index, the rate, the calls. */
  readonly text: string;
};

/** A number about one member of a factor; it opens what the estimate rests on. */
export function Effect({ rates, member: each, name, text }: EffectProps): ReactNode {
  const { t } = useWords();
  const writers = useWriters();
  const { model, factor, average, adjusted_for: others } = rates;
  const [low, high] = each.interval.map((end) => writers.value(end, 'ratio')) as [string, string];
  return (
    <Told
      label={`${t(`numbers.${model}.by`, { factor: dimensionName(t, factor) })}: ${name}`}
      text={text}
      meaning={t('numbers.effect.meaning', {
        rate: writers.value(each.rate, 'ratio'),
        average: writers.value(average?.rate ?? null, 'ratio'),
        others: writers.list(others.map((other) => dimensionName(t, other))),
      })}
      formula={t('numbers.effect.formula')}
      numerator={writers.count(each.results)}
      denominator={writers.count(each.trials)}
      sure={t('figure.interval', { low, high, n: writers.count(each.trials) })}
    >
      <Calls model={model} factor={factor} member={each.member} />
    </Told>
  );
}

type CallsProps = Pick<FactorRates, 'model' | 'factor'> & { readonly member: string };

/** The calls behind it; by the hour they cannot be asked for, so these are all. */
function Calls({ model, factor, member }: CallsProps): ReactNode {
  const { t } = useWords();
  const period = usePeriod();
  const [scope] = useScope();
  const isKnown = filters.includes(factor);
  return (
    <>
      {isKnown ? null : <p>{t('numbers.effect.all', { factor: dimensionName(t, factor) })}</p>}
      <KpiRecords
        kpi={calls[model]}
        of={{ ...period, where: whereOf(scope, filters, isKnown ? { [factor]: member } : {}) }}
      />
    </>
  );
}
