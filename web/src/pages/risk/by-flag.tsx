import type { ReactNode } from 'react';
import { type FlagId, flagIds } from '../../api/accounts.ts';
import type { AllRisks } from '../../api/risks.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Bar } from '../../parts/chart/bar.tsx';
import { Weight } from '../../parts/deals/at-risk.tsx';
import { Section } from '../../parts/page/page-head.tsx';
import styles from './risk.module.css';

type ByFlagProps = {
  readonly risks: AllRisks;
  readonly chosen: FlagId | null;
  readonly onChoose: (flag: FlagId | null) => void;
};

/** How much of the forecast hangs on each warning, most first. */
export function ByFlag({ risks, chosen, onChoose }: ByFlagProps): ReactNode {
  const { t } = useWords();
  const flags = flagIds
    .map((flag) => ({ flag, ...risks.by_flag[flag] }))
    .filter(({ deals }) => deals > 0)
    .toSorted((a, b) => b.weighted - a.weighted);
  const most = Math.max(1, ...flags.map(({ weighted }) => weighted));
  return (
    <Section title={t('risk.byFlag')} intro={t(flags.length === 0 ? 'risk.byFlag.none' : 'risk.byFlag.lead')}>
      <ul role="list" className={styles['bars']}>
        {flags.map(({ flag, deals, weighted }) => (
          <li key={flag} className={styles['bar']} data-chosen={flag === chosen}>
            <button
              type="button"
              className={styles['choose']}
              aria-pressed={flag === chosen}
              onClick={() => onChoose(flag === chosen ? null : flag)}
            >
              {t(`flag.${flag}`)}
            </button>
            <span className={styles['amount']}>
              {t('risk.deals.count', { count: deals })} ·{' '}
              <Weight
                label={t('risk.byFlag.of', { flag: t(`flag.${flag}`) })}
                deals={risks.deals.filter((deal) => deal.flags.some((own) => own.flag === flag))}
              />
            </span>
            <Bar share={weighted / most} tone="bad" />
          </li>
        ))}
      </ul>
    </Section>
  );
}
