import type { ReactNode } from 'react';
import type { AllRisks, OpenDeal } from '../../api/risks.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useWriters } from '../../state/writers.ts';
import { DealsTold } from './deals-told.tsx';

type WeightProps = {
  readonly deals: readonly OpenDeal[];
  readonly label: string;
  /** What the deals are: those with a warning, or any. */
  readonly meaning?: 'atRisk' | 'all';
};

/** The weighted amounts of some deals together. */
export function Weight({ deals, label, meaning = 'atRisk' }: WeightProps): ReactNode {
  const { t } = useWords();
  const writers = useWriters();
  const sum = deals.reduce((all, { weighted }) => all + weighted, 0);
  return (
    <DealsTold
      label={label}
      text={writers.value(sum, 'money')}
      meaning={t(`deals.${meaning}.meaning`)}
      formula={t('deals.sum.formula')}
      deals={deals}
    />
  );
}

/** How many deals there are of some kind. */
export function DealCount({ deals, label }: Pick<WeightProps, 'deals' | 'label'>): ReactNode {
  const { t } = useWords();
  const writers = useWriters();
  return (
    <DealsTold label={label} text={writers.count(deals.length)} meaning={t('deals.count.meaning')} deals={deals} />
  );
}

/** The weighted amount of one deal. */
export function DealWeight({ deal }: { readonly deal: OpenDeal }): ReactNode {
  const { t } = useWords();
  const writers = useWriters();
  return (
    <DealsTold
      label={t('deals.weighted.of', { deal: deal.name ?? deal.deal })}
      text={writers.value(deal.weighted, 'money')}
      meaning={t('deals.weighted.meaning')}
      formula={t('deals.weighted.formula')}
      deals={[deal]}
    />
  );
}

type RisksProps = { readonly risks: AllRisks };

/** How much of the forecast lies in deals with a warning. */
export function AtRisk({ risks }: RisksProps): ReactNode {
  const { t } = useWords();
  const writers = useWriters();
  return (
    <DealsTold
      label={t('deals.atRisk')}
      text={writers.value(risks.forecast_at_risk, 'money')}
      meaning={t('deals.atRisk.meaning')}
      formula={t('deals.sum.formula')}
      deals={flaggedOf(risks)}
    />
  );
}

/** The same as a share of the whole. */
export function ShareAtRisk({ risks }: RisksProps): ReactNode {
  const { t } = useWords();
  const writers = useWriters();
  return (
    <DealsTold
      label={t('deals.share')}
      text={writers.value(risks.forecast_at_risk_share, 'ratio')}
      meaning={t('deals.share.meaning')}
      formula={t('deals.share.formula')}
      numerator={writers.value(risks.forecast_at_risk, 'money')}
      denominator={writers.value(risks.weighted_pipeline, 'money')}
      deals={flaggedOf(risks)}
    />
  );
}

/** The open deals with a warning. */
export function flaggedOf({ deals }: AllRisks): readonly OpenDeal[] {
  return deals.filter(({ flags }) => flags.length > 0);
}
