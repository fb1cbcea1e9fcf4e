import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { allRisksQuery } from '../../api/risks.ts';
import { useWords } from '../../i18n/use-words.ts';
import { flaggedOf } from '../../parts/deals/at-risk.tsx';
import { DealRecords } from '../../parts/deals/deal-records.tsx';
import { Told } from '../../parts/figure/told.tsx';
import { Fault } from '../../parts/state/fault.tsx';
import { Skeleton } from '../../parts/state/skeleton.tsx';
import { useWriters } from '../../state/writers.ts';

type MoneyAtRiskProps = {
  readonly value: number;
  readonly where: string | undefined;
  /** Of this account alone. */
  readonly account?: { readonly id: string; readonly name: string };
};

/** The forecast at risk of all accounts that are looked at, or of one; its deals are asked for when it opens. */
export function MoneyAtRisk({ value, where, account }: MoneyAtRiskProps): ReactNode {
  const { t } = useWords();
  const writers = useWriters();
  return (
    <Told
      label={account === undefined ? t('deals.atRisk') : `${t('deals.atRisk')}: ${account.name}`}
      text={writers.value(value, 'money')}
      meaning={t('deals.atRisk.meaning')}
      formula={t('deals.sum.formula')}
    >
      <DealsAtRisk where={where} account={account?.id ?? null} />
    </Told>
  );
}

type DealsAtRiskProps = Pick<MoneyAtRiskProps, 'where'> & { readonly account: string | null };

function DealsAtRisk({ where, account }: DealsAtRiskProps): ReactNode {
  const { data, error, refetch } = useQuery(allRisksQuery({ where }));
  if (error !== null) return <Fault error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton height="12rem" />;
  return <DealRecords deals={flaggedOf(data).filter((deal) => account === null || deal.account === account)} />;
}
