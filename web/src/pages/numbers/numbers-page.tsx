import '../../i18n/insight.ts';
import type { ReactNode } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { KpiPage } from '../../parts/page/kpi-page.tsx';
import { Chain } from './chain.tsx';
import { CostPart } from './cost.tsx';
import { EffectsPart } from './effects.tsx';

/** The numbers game: how many dials, reached, closed; what each part of it goes with; and what a contract costs. */
export function NumbersPage(): ReactNode {
  const { t } = useWords();
  return (
    <KpiPage title={t('numbers.title')} about={t('numbers.about')}>
      {(kpis) => (
        <>
          <Chain kpis={kpis} />
          <EffectsPart />
          <CostPart kpis={kpis} />
        </>
      )}
    </KpiPage>
  );
}
