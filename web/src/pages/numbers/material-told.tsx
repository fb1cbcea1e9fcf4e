import type { ReactNode } from 'react';
import type { MaterialOdds } from '../../api/effects.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Told } from '../../parts/figure/told.tsx';
import { KpiRecords } from '../../parts/records/kpi-records.tsx';
import { usePeriod } from '../../state/period.ts';
import { useScope } from '../../state/scope.ts';
import { whereOf } from '../../state/where.ts';
import { useWriters } from '../../state/writers.ts';

const filters = ['team', 'rep', 'source'];

type MaterialToldProps = { readonly of: MaterialOdds; readonly name: string; readonly text: string };

/** A number about a kind of material; it opens what the estimate rests on, and when it was given. */
export function MaterialTold({ of, name, text }: MaterialToldProps): ReactNode {
  const { t } = useWords();
  const writers = useWriters();
  const period = usePeriod();
  const [scope] = useScope();
  const [low, high] = of.interval?.map((end) => writers.value(end, 'odds')) ?? [];
  return (
    <Told
      label={`${t('numbers.material')}: ${name}`}
      text={text}
      meaning={t('numbers.odds.meaning')}
      formula={t('numbers.odds.formula')}
      numerator={writers.count(of.advanced)}
      denominator={writers.count(of.given)}
      sure={
        low === undefined || high === undefined ? null : t('figure.interval', { low, high, n: writers.count(of.given) })
      }
    >
      <KpiRecords
        kpi="information_provided"
        of={{ ...period, where: whereOf(scope, filters, { asset_type: of.asset_type }) }}
      />
    </Told>
  );
}
