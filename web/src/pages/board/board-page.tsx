import '../../i18n/insight.ts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense } from 'react';
import { playbooksQuery } from '../../api/ask.ts';
import { type Board, boardQuery } from '../../api/board.ts';
import { meQuery } from '../../api/me.ts';
import { kpisQuery } from '../../api/queries.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Select } from '../../parts/page/select.tsx';
import { ScopeBar } from '../../parts/scope-bar/scope-bar.tsx';
import { Fault } from '../../parts/state/fault.tsx';
import { Later } from '../../parts/state/later.tsx';
import { PageSkeleton } from '../../parts/state/skeleton.tsx';
import { type Focus, mostFocus, useFocus } from '../../state/focus.ts';
import { nextDay } from '../../state/look.ts';
import { scopeQuery, useScope } from '../../state/scope.ts';
import { useWriters } from '../../state/writers.ts';
import styles from './board.module.css';
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
  const { data: me } = useQuery(meQuery);
  const asked = scopeQuery(scope);
  const board = useQuery({
    ...boardQuery({ playbook: focus.playbook, ...asked }),
    placeholderData: keepPreviousData,
  });
  const kpis = useQuery(kpisQuery);
  const error = board.error ?? kpis.error;
  if (error !== null) {
    return (
      <>
        <h1>{t('board.title')}</h1>
        <ScopeBar />
        <Fault error={error} onRetry={() => void board.refetch()} />
      </>
    );
  }
  if (board.data === undefined || kpis.data === undefined) return <PageSkeleton />;
  const { period } = board.data;
  const look = { ...asked, from: period.from, to: period.to };
  const isEmpty = board.data.sections.every(({ numbers }) => numbers.every(({ missing }) => missing.length > 0));
  const shown = focus.kpis.flatMap((id) => kpis.data.filter(({ kpi }) => kpi === id));
  return (
    <>
      <Head board={board.data} focus={focus} />
      <ScopeBar />
      {isEmpty ? (
        <Suspense>
          <FirstSteps />
        </Suspense>
      ) : (
        <>
          {shown.length > mostFocus ? (
            <p className={styles['warn']} role="status">
              {t('questions.tooMany', { count: shown.length })}
            </p>
          ) : null}
          <section aria-label={t('board.focus')} className={styles['focus']}>
            {shown.map((kpi) => (
              <FocusCard key={kpi.kpi} kpi={kpi} look={look} before={board.data.before} />
            ))}
          </section>
          <Later>
            <div className={styles['columns']}>
              <div className={styles['column']}>
                {me?.role === 'rep' ? null : <Help board={board.data} kpis={kpis.data} />}
                <NewRisks kpis={kpis.data} />
                <Places places={board.data.places} />
              </div>
              <div className={styles['column']}>
                <Beyond board={board.data} kpis={kpis.data} where={asked.where} />
                <RiskyDeals where={asked.where} />
              </div>
            </div>
            <Numbers board={board.data} kpis={kpis.data} look={look} />
          </Later>
        </>
      )}
    </>
  );
}

function Head({ board, focus }: { readonly board: Board; readonly focus: Focus }): ReactNode {
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
            from: writers.day(board.period.from),
            to: last(board.period.to),
            before: writers.day(board.before.from),
            end: last(board.before.to),
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
