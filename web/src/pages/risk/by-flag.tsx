import type { ReactNode } from 'react';
import { type FlagId, flagIds } from '../../api/accounts.ts';
import type { AllRisks } from '../../api/risks.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useWriters } from '../../state/writers.ts';
import styles from './risk.module.css';

type ByFlagProps = {
  readonly risks: AllRisks;
  readonly chosen: FlagId | null;
  readonly onChoose: (flag: FlagId | null) => void;
};

/** How much of the forecast hangs on each warning, most first. */
export function ByFlag({ risks, chosen, onChoose }: ByFlagProps): ReactNode {
  const { t } = useWords();
  const writers = useWriters();
  const flags = flagIds
    .map((flag) => ({ flag, ...risks.by_flag[flag] }))
    .filter(({ deals }) => deals > 0)
    .toSorted((a, b) => b.weighted - a.weighted);
  const most = Math.max(1, ...flags.map(({ weighted }) => weighted));
  return (
    <section className={styles['section']}>
      <div>
        <h2>{t('risk.byFlag')}</h2>
        <p className={styles['soft']}>{t(flags.length === 0 ? 'risk.byFlag.none' : 'risk.byFlag.lead')}</p>
      </div>
      <ul role="list" className={styles['bars']}>
        {flags.map(({ flag, deals, weighted }) => (
          <li key={flag}>
            <button
              type="button"
              className={styles['bar']}
              aria-pressed={flag === chosen}
              onClick={() => onChoose(flag === chosen ? null : flag)}
            >
              <span>{t(`flag.${flag}`)}</span>
              <span className={styles['amount']}>
                {t('risk.quadrant.sum', { count: deals, money: writers.value(weighted, 'money') })}
              </span>
              <span className={styles['track']} aria-hidden="true">
                <span style={{ width: `${(100 * weighted) / most}%` }} />
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
