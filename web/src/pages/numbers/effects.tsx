import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { repsQuery } from '../../api/board.ts';
import { effectsQuery, type FactorRates, materialIn, ratesIn } from '../../api/effects.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Section } from '../../parts/page/page-head.tsx';
import { Fault } from '../../parts/state/fault.tsx';
import { Skeleton } from '../../parts/state/skeleton.tsx';
import { usePeriod } from '../../state/period.ts';
import { useScope } from '../../state/scope.ts';
import { whereOf } from '../../state/where.ts';
import { MaterialForest } from './material-forest.tsx';
import { RateForest } from './rate-forest.tsx';
import styles from './numbers.module.css';

const known = ['rep', 'team', 'segment', 'source', 'product'];

const models = ['reach', 'close'] as const;
/** The order in which the factors are shown: what can be chosen first. */
const order = ['source', 'pitch', 'rep', 'product', 'hour_band'];

/** What reaching and closing go with, each pulled apart from the others. */
export function EffectsPart(): ReactNode {
  const { t } = useWords();
  const period = usePeriod();
  const [scope] = useScope();
  const { data, error, refetch } = useQuery(effectsQuery({ ...period, where: whereOf(scope, known) }));
  const { isPending: isNameless } = useQuery(repsQuery);
  if (error !== null) return <Fault error={error} onRetry={() => void refetch()} />;
  // Reps stand in the order of their names.
  if (data === undefined || isNameless) return <Skeleton height="60rem" />;
  const rates = models.flatMap((model) =>
    ratesIn(data)
      .filter((each) => each.model === model)
      .toSorted((a, b) => order.indexOf(a.factor) - order.indexOf(b.factor)),
  );
  const material = materialIn(data);
  const key = ({ model, factor }: FactorRates): string => `${model} ${factor}`;
  return (
    <Section title={t('numbers.effects')} intro={t('numbers.effects.how')}>
      <div className={styles['forests']}>
        {rates.map((each) => (
          <RateForest key={key(each)} rates={each} />
        ))}
        {material === undefined ? null : <MaterialForest material={material} />}
      </div>
    </Section>
  );
}
