import { useQueries } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Board } from '../../api/board.ts';
import type { KpiInfo } from '../../api/kpi.ts';
import { compareQuery, diagnoseQuery } from '../../api/standing.ts';
import { useWords } from '../../i18n/use-words.ts';
import { toneOf } from '../../parts/page/verdict.tsx';
import { RepLink } from '../../parts/people/rep-link.tsx';
import { Fault } from '../../parts/state/fault.tsx';
import { Skeleton } from '../../parts/state/skeleton.tsx';
import { usePeriod } from '../../state/period.ts';
import { useScope } from '../../state/scope.ts';
import { whereOf } from '../../state/where.ts';
import { faultOf } from '../../state/fault-of.ts';
import styles from './board.module.css';

/** KPIs that tell most who needs help; each is asked once for all reps. */
const asked = ['presented_share', 'reach_rate', 'close_rate', 'win_rate', 'first_attempts'];
/** The filters that these and a diagnosis can have. */
const filters = ['team', 'source', 'segment', 'product'];
/** Of so many reps at most the diagnosis is asked for. */
const most = 6;

/** Who needs help and in what: of those who stand out on the wrong side what their diagnosis says, with the way to their page. */
export function Help({ board, kpis }: { readonly board: Board; readonly kpis: readonly KpiInfo[] }): ReactNode {
  const { t } = useWords();
  const period = usePeriod();
  const [scope] = useScope();
  const where = whereOf(scope, filters);
  const comparable = asked.filter((id) => kpis.some(({ kpi, compared_by: by }) => kpi === id && by.includes('rep')));
  const comparisons = useQueries({
    queries: comparable.map((kpi) => compareQuery(kpi, { by: 'rep', ...period, where })),
  });
  const isAsked = comparisons.every(({ isPending }) => !isPending);
  const worse = comparisons.flatMap(({ data }) => {
    const better = kpis.find(({ kpi }) => kpi === data?.kpi)?.better ?? null;
    return (data?.members ?? []).filter(({ verdict }) => toneOf(verdict, better) === 'bad');
  });
  const first = worse.toSorted((a, b) => (a.chance ?? 1) - (b.chance ?? 1)).map(({ member }) => member);
  // Pressure and silence are states, not rates: whoever has most of each is looked at too.
  const placed = board.places.flatMap(({ reps }) => reps.slice(0, 1).flatMap(({ rep }) => (rep === null ? [] : [rep])));
  const candidates = isAsked ? [...new Set([...first, ...placed])].slice(0, most) : [];
  const diagnoses = useQueries({
    queries: candidates.map((rep) => diagnoseQuery({ rep, ...period, where })),
  });
  const isDone = isAsked && diagnoses.every(({ isPending }) => !isPending);
  const found = diagnoses.flatMap(({ data }) => (data === undefined || data.may_be_wrong.length === 0 ? [] : [data]));
  const fault = faultOf([...comparisons, ...diagnoses]);
  if (fault !== null) {
    return (
      <section className={styles['section']}>
        <h2>{t('board.help')}</h2>
        <Fault {...fault} />
      </section>
    );
  }
  // Who cannot be told apart from the others does not stand out, but that says nothing.
  const isTold = comparisons.some(({ data }) => data?.members.some(({ verdict }) => verdict !== 'too_little') === true);
  return (
    <section className={styles['section']}>
      <h2>{t('board.help')}</h2>
      {isDone && found.length > 0 ? <p className={styles['soft']}>{t('board.help.about')}</p> : null}
      {isDone ? null : <Skeleton height="20rem" />}
      {isDone && found.length === 0 ? (
        <p className={styles['soft']}>{t(isTold ? 'board.help.none' : 'board.tooLittle')}</p>
      ) : null}
      {isDone ? (
        <ul role="list" className={styles['list']}>
          {found.map(({ rep, may_be_wrong: [finding], adjust }) => (
            <li key={rep} className={styles['item']}>
              <h3>
                <RepLink rep={rep} />
              </h3>
              <p>{finding?.text}</p>
              {adjust === null ? null : (
                <p className={styles['soft']}>
                  <strong>{t('board.help.adjust')}</strong> {adjust.text}
                </p>
              )}
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}
