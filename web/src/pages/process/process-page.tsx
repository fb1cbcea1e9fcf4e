import '../../i18n/insight.ts';
import type { ReactNode } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { KpiPage } from '../../parts/page/kpi-page.tsx';
import { Attempts } from './attempts.tsx';
import { CyclePart } from './cycle.tsx';
import { Effort } from './effort.tsx';
import { Information } from './information.tsx';

/** Sales as a process: attempts and follow-ups by channel, information given, what a contract takes, and how long. */
export function ProcessPage(): ReactNode {
  const { t } = useWords();
  return (
    <KpiPage title={t('process.title')} about={t('process.about')}>
      {(kpis) => (
        <>
          <Effort kpis={kpis} />
          <Attempts kpis={kpis} />
          <Information kpis={kpis} />
          <CyclePart />
        </>
      )}
    </KpiPage>
  );
}
