import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { type KpiAnswer, type KpiInfo, memberIn, valueIn } from '../../api/kpi.ts';
import { meQuery } from '../../api/me.ts';
import { kpiQuery } from '../../api/queries.ts';
import { useWords } from '../../i18n/use-words.ts';
import { KpiFigure } from '../../parts/figure/kpi-figure.tsx';
import { place, Sentence } from '../../parts/figure/sentence.tsx';
import { RepLink } from '../../parts/people/rep-link.tsx';
import { notByText } from '../../parts/scope-bar/not-by.ts';
import { Fault } from '../../parts/state/fault.tsx';
import { Skeleton } from '../../parts/state/skeleton.tsx';
import { type Look, nextDay, unfitFor } from '../../state/look.ts';
import { today } from '../../state/period.ts';
import { useScope } from '../../state/scope.ts';
import { ofRep, whereOf } from '../../state/where.ts';
import { faultOf } from '../../state/fault-of.ts';
import styles from './board.module.css';

const risks = ['pressured_accounts', 'silent_accounts', 'single_threaded_accounts', 'hidden_dissent'];
const weeks = 4;
const most = 6;

type Grown = { readonly kpi: string; readonly rep: string | null; readonly now: number; readonly before: number };

/** Risks that a rep has more of than four weeks ago. */
export function NewRisks({ kpis }: { readonly kpis: readonly KpiInfo[] }): ReactNode {
  const { t } = useWords();
  const [scope] = useScope();
  const { data: me } = useQuery(meQuery);
  const now = today(me?.organization.timezone ?? 'UTC');
  const known = kpis.find(({ kpi }) => kpi === risks[0])?.dimensions ?? [];
  const unfit = unfitFor(scope, known);
  const enabled = unfit.length === 0;
  const asked = { kpis: risks, by: 'rep', where: whereOf(scope, known) };
  // What stands at the end of a day: today, and the same day four weeks ago.
  const then = nextDay(now, -7 * weeks);
  const ofDay = (day: string, rep: string | null): Look => ({
    from: day,
    to: nextDay(day),
    where: ofRep(asked.where, rep),
  });
  const latest = useQuery({ ...kpiQuery({ ...asked, from: now, to: nextDay(now) }), enabled });
  const earlier = useQuery({ ...kpiQuery({ ...asked, from: then, to: nextDay(then) }), enabled });
  if (!enabled) {
    return (
      <section className={styles['section']}>
        <h2>{t('board.new')}</h2>
        <p className={styles['soft']}>{notByText({ t }, unfit)}</p>
      </section>
    );
  }
  const fault = faultOf([latest, earlier]);
  if (fault !== null) return <Fault {...fault} />;
  if (latest.data === undefined || earlier.data === undefined) return <Skeleton height="8rem" />;
  const grown = grownOf(latest.data, earlier.data);
  const label = (id: string): string => kpis.find(({ kpi }) => kpi === id)?.label ?? id;
  return (
    <section className={styles['section']}>
      <h2>{t('board.new')}</h2>
      {grown.length === 0 ? <p className={styles['soft']}>{t('board.new.none')}</p> : null}
      <ul role="list" className={styles['wide']}>
        {grown.slice(0, most).map(({ kpi, rep, now: value, before }) => (
          <li key={`${kpi} ${rep}`} className={styles['item']}>
            <p>
              {me?.role === 'rep' ? null : (
                <>
                  <RepLink rep={rep} />
                  {': '}
                </>
              )}
              <Sentence
                text={t('board.new.more', { label: label(kpi), now: place('now'), before: place('before') })}
                parts={{
                  now: <KpiFigure id={kpi} value={{ value }} of={ofDay(now, rep)} />,
                  before: <KpiFigure id={kpi} value={{ value: before }} of={ofDay(then, rep)} />,
                }}
              />
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Of whom there is more now, the largest growth first. */
function grownOf(latest: KpiAnswer, earlier: KpiAnswer): readonly Grown[] {
  const old = new Map(earlier.rows.map((row) => [memberIn(row, 'rep'), row]));
  return latest.rows
    .flatMap((row) =>
      risks.map((kpi): Grown => {
        const rep = memberIn(row, 'rep');
        return { kpi, rep, now: valueIn(row, kpi)?.value ?? 0, before: valueIn(old.get(rep), kpi)?.value ?? 0 };
      }),
    )
    .filter(({ now, before }) => now > before)
    .toSorted((a, b) => b.now - b.before - (a.now - a.before));
}
