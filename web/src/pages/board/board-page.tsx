import '../../i18n/insight.ts';
import { keepPreviousData, useIsFetching, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { ApiError } from '../../api/client.ts';
import { playbooksQuery } from '../../api/ask.ts';
import { type BoardPeriod, boardPeriodQuery, boardQuery } from '../../api/board.ts';
import type { KpiInfo } from '../../api/kpi.ts';
import { meQuery } from '../../api/me.ts';
import { kpisQuery } from '../../api/queries.ts';
import { goalsQuery } from '../../api/standing.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Select } from '../../parts/page/select.tsx';
import { ScopeBar } from '../../parts/scope-bar/scope-bar.tsx';
import { Fault } from '../../parts/state/fault.tsx';
import { PageSkeleton } from '../../parts/state/skeleton.tsx';
import { type Focus, mostFocus, useFocus } from '../../state/focus.ts';
import { useLater } from '../../state/later.ts';
import { type Look, nextDay } from '../../state/look.ts';
import { scopeQuery, useScope } from '../../state/scope.ts';
import { useWriters } from '../../state/writers.ts';
import { faultOf } from '../../state/fault-of.ts';
import styles from './board.module.css';
import { Accounts } from './accounts.tsx';
import { Beyond } from './beyond.tsx';
import { FocusCard } from './focus-card.tsx';
import { Help } from './help.tsx';
import { NewRisks } from './new-risks.tsx';
import { Numbers } from './numbers.tsx';
import { Places } from './places.tsx';
import { RiskyDeals } from './risky-deals.tsx';

const FirstSteps = lazy(async () => ({
  default: (await import('../../parts/first-steps/first-steps.tsx')).FirstSteps,
}));

/** The manager’s page: the numbers in focus, who needs help, what changed, where to look, which deals may not come, and the rest. */
export function BoardPage(): ReactNode {
  const { t } = useWords();
  const [scope] = useScope();
  const focus = useFocus();
  const asked = scopeQuery(scope);
  const days = useQuery({ ...boardPeriodQuery(asked), placeholderData: keepPreviousData });
  const kpis = useQuery(kpisQuery);
  const fault = faultOf([days, kpis]);
  if (fault !== null) {
    return (
      <>
        <h1>{t('board.title')}</h1>
        <ScopeBar />
        <Fault {...fault} />
      </>
    );
  }
  if (days.data === undefined || kpis.data === undefined) return <PageSkeleton />;
  const { period, before } = days.data;
  const look = { ...asked, from: period.from, to: period.to };
  const shown = focus.kpis.flatMap((id) => kpis.data.filter(({ kpi }) => kpi === id));
  const first = (
    <>
      {shown.length > mostFocus ? (
        <p className={styles['warn']} role="status">
          {t('questions.tooMany', { count: shown.length })}
        </p>
      ) : null}
      <section aria-label={t('board.focus')} className={styles['focus']}>
        {shown.map((kpi) => (
          <FocusCard key={kpi.kpi} kpi={kpi} focus={shown} look={look} before={before} />
        ))}
      </section>
    </>
  );
  return (
    <>
      <Head days={days.data} focus={focus} />
      <ScopeBar />
      <Rest first={first} kpis={kpis.data} playbook={focus.playbook} look={look} />
    </>
  );
}

/** Whether what is looked at cannot be asked for: then nothing of it can. */
function isRefused(error: unknown): boolean {
  return error instanceof ApiError && error.status >= 400 && error.status < 500;
}

/** Whether the figures in focus and then their goals have come, or have failed: the server works for nothing else until then, and what stands below them stays where it is. Once it is so, it stays so. */
function useFiguresCame(): boolean {
  const isLater = useLater();
  const waits = useIsFetching({ predicate: ({ queryKey: [kind] }) => kind === 'kpi' || kind === 'trend' });
  const [came, setCame] = useState(false);
  const isTurn = came || (isLater && waits === 0);
  const { isPending } = useQuery({ ...goalsQuery({}), enabled: isTurn });
  if (isTurn && !isPending && !came) setCame(true);
  return came;
}

type RestProps = {
  /** What stands above it, as long as there is anything to tell of. */
  readonly first: ReactNode;
  readonly kpis: readonly KpiInfo[];
  readonly playbook: string;
  readonly look: Look;
};

/** What stands below the numbers in focus, and is asked for after them: nothing holds its place, for what stands above still grows. Where the team has no data yet, the first steps in place of all. */
function Rest({ first, kpis, playbook, look }: RestProps): ReactNode {
  const { data: me } = useQuery(meQuery);
  const [scope] = useScope();
  const asked = scopeQuery(scope);
  const isTurn = useFiguresCame();
  const board = useQuery({
    ...boardQuery({ playbook, ...asked }),
    placeholderData: keepPreviousData,
    enabled: isTurn,
  });
  const isEmpty =
    board.data?.sections.every(({ numbers }) => numbers.every(({ missing }) => missing.length > 0)) === true;
  if (isEmpty) {
    return (
      <Suspense>
        <FirstSteps />
      </Suspense>
    );
  }
  return (
    <>
      {isRefused(board.error) ? null : first}
      {board.error === null ? null : <Fault error={board.error} onRetry={() => void board.refetch()} />}
      {board.data === undefined ? null : (
        <>
          <div className={styles['columns']}>
            <div className={styles['column']}>
              {me?.role === 'rep' ? null : <Help board={board.data} kpis={kpis} />}
              <Accounts kpis={kpis} look={look} />
            </div>
            <div className={styles['column']}>
              <Beyond board={board.data} kpis={kpis} where={asked.where} />
              <RiskyDeals where={asked.where} />
            </div>
          </div>
          <div className={styles['all']}>
            <NewRisks kpis={kpis} />
            <Places places={board.data.places} look={look} />
            <Numbers board={board.data} kpis={kpis} look={look} />
          </div>
        </>
      )}
    </>
  );
}

function Head({ days, focus }: { readonly days: BoardPeriod; readonly focus: Focus }): ReactNode {
  const { t } = useWords();
  const writers = useWriters();
  const navigate = useNavigate();
  const { data } = useQuery(playbooksQuery);
  const { playbook, isOwn, choose } = focus;
  const last = (day: string): string => writers.day(nextDay(day, -1));
  const take = (chosen: string): void => {
    choose(null);
    void navigate({
      to: '.',
      search: (search: object) => ({ ...search, playbook: chosen, focus: undefined }),
      replace: true,
      resetScroll: false,
    });
  };
  return (
    <header className={styles['head']}>
      <div>
        <h1>{t('board.title')}</h1>
        <p>
          {t('board.period', {
            from: writers.day(days.period.from),
            to: last(days.period.to),
            before: writers.day(days.before.from),
            end: last(days.before.to),
          })}
        </p>
      </div>
      <div className={styles['tools']} data-print="no">
        <Select
          label={t('board.playbook')}
          value={isOwn ? '' : playbook}
          onChange={take}
          options={[
            ...(isOwn ? [{ value: '', label: t('board.playbook.own') }] : []),
            ...(data?.playbooks ?? []).map(({ id, label }) => ({ value: id, label: short(label) })),
          ]}
        />
        <Link to="/questions" search={(search: object) => search} className={styles['ask']}>
          {t('board.choose')}
        </Link>
      </div>
    </header>
  );
}

/** A playbook’s name without what it is about. */
function short(label: string): string {
  return label.split(':')[0]!;
}
