import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { KpiInfo } from '../../api/kpi.ts';
import { meQuery } from '../../api/me.ts';
import { allRisksQuery, type RiskyAccount } from '../../api/risks.ts';
import { useWords } from '../../i18n/use-words.ts';
import { RepLink } from '../../parts/people/rep-link.tsx';
import { Fault } from '../../parts/state/fault.tsx';
import { Skeleton } from '../../parts/state/skeleton.tsx';
import type { Look } from '../../state/look.ts';
import { readScope } from '../../state/scope.ts';
import styles from './board.module.css';
import { useAnyTouches } from './touches.ts';

const sides = ['pressured', 'silent'] as const;
type Side = (typeof sides)[number];
/** So many accounts are named. */
const most = 3;

type AccountsProps = { readonly kpis: readonly KpiInfo[]; readonly look: Look };

/** Which accounts are pressed, and which hear nothing: those where it is worst, each with why. */
export function Accounts({ kpis, look }: AccountsProps): ReactNode {
  const { t } = useWords();
  const { data: me } = useQuery(meQuery);
  // Who sells sees only what is their own.
  const isRep = me?.role === 'rep';
  const { data, error, refetch } = useQuery(allRisksQuery({ where: look.where }));
  const foundOf = (side: Side): readonly RiskyAccount[] =>
    (data?.accounts ?? []).filter(({ flags }) => flags.some(({ flag }) => flag === side)).toSorted(worst(side));
  const isClear = data?.accounts !== null && sides.some((side) => foundOf(side).length === 0);
  const anyTouches = useAnyTouches(kpis, look, data !== undefined && isClear);
  if (error !== null) {
    return (
      <section className={styles['section']}>
        <h2>{t('board.accounts.pressured')}</h2>
        <Fault error={error} onRetry={() => void refetch()} />
      </section>
    );
  }
  if (data === undefined) return <Skeleton height="20rem" />;
  if (data.accounts === null) return null;
  return sides.map((side) => {
    const found = foundOf(side);
    return (
      <section key={side} className={styles['section']}>
        <h2>{t(`board.accounts.${side}`)}</h2>
        {found.length === 0 ? (
          <p className={styles['soft']}>
            {anyTouches === undefined ? '\u00a0' : t(anyTouches ? `board.accounts.${side}.none` : 'board.tooLittle')}
          </p>
        ) : null}
        <ul role="list" className={styles['list']}>
          {found.slice(0, most).map(({ account, name, reps, flags }) => (
            <li key={account} className={styles['item']}>
              <div className={styles['row']} data-wraps>
                <h3>
                  <Link to="/accounts/$account" params={{ account }} search={readScope}>
                    {name}
                  </Link>
                </h3>
                {isRep ? null : (
                  <span className={styles['soft']}>
                    <RepLink rep={reps[0] ?? null} />
                  </span>
                )}
              </div>
              <p className={styles['reason']}>{flags.find(({ flag }) => flag === side)!.reason}</p>
            </li>
          ))}
        </ul>
        {found.length <= most ? null : (
          <p>
            <Link to="/accounts" search={(search: object) => ({ ...readScope({ ...search }), flag: side })}>
              {t('board.accounts.all', { count: found.length })}
            </Link>
          </p>
        )}
      </section>
    );
  });
}

/** Those first of whom most touches went unanswered, or who have been silent longest. */
function worst(side: Side): (a: RiskyAccount, b: RiskyAccount) => number {
  const keys = side === 'pressured' ? ['unanswered', 'most'] : ['quiet_days'];
  const weight = ({ flags }: RiskyAccount): number => {
    const { evidence } = flags.find(({ flag }) => flag === side)!;
    return Math.max(...keys.map((key) => Number(evidence[key] ?? 0)));
  };
  return (a, b) => weight(b) - weight(a) || a.name.localeCompare(b.name);
}
