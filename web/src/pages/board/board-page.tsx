import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { type Board, boardQuery, focusOf, type Playbook, playbooks } from '../../api/board.ts';
import { kpisQuery } from '../../api/queries.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Fault, Note } from '../../parts/state/fault.tsx';
import { PageSkeleton } from '../../parts/state/skeleton.tsx';
import { ScopeBar } from '../../parts/scope-bar/scope-bar.tsx';
import { nextDay } from '../../state/look.ts';
import { scopeQuery, useScope } from '../../state/scope.ts';
import { useWriters } from '../../state/writers.ts';
import styles from './board.module.css';
import { Beyond } from './beyond.tsx';
import { FocusCard } from './focus-card.tsx';
import { Numbers } from './numbers.tsx';
import { Places } from './places.tsx';
import { RiskyDeals } from './risky-deals.tsx';

/** The manager’s page: three numbers in focus, what changed, where to look, which deals may not come, and the rest. */
export function BoardPage(): ReactNode {
  const { t } = useWords();
  const [scope] = useScope();
  const asked = scopeQuery(scope);
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false });
  const playbook = playbooks.find((known) => known === search['playbook']) ?? 'accounts';
  const board = useQuery({ ...boardQuery({ playbook, ...asked }), placeholderData: keepPreviousData });
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
  const focus = focusOf[playbook].flatMap((id) => kpis.data.filter(({ kpi }) => kpi === id));
  return (
    <>
      <Head board={board.data} playbook={playbook} />
      <ScopeBar />
      {isEmpty ? (
        <Note title={t('board.empty')} text={t('board.empty.do')} />
      ) : (
        <>
          <section aria-label={t('board.focus')} className={styles['focus']}>
            {focus.map((kpi) => (
              <FocusCard key={kpi.kpi} kpi={kpi} look={look} />
            ))}
          </section>
          <div className={styles['columns']}>
            <div className={styles['section']}>
              <Places places={board.data.places} />
              <Beyond board={board.data} where={asked.where} />
            </div>
            <RiskyDeals where={asked.where} />
          </div>
          <Numbers board={board.data} kpis={kpis.data} look={look} />
        </>
      )}
    </>
  );
}

function Head({ board, playbook }: { readonly board: Board; readonly playbook: Playbook }): ReactNode {
  const { t } = useWords();
  const writers = useWriters();
  const navigate = useNavigate();
  const last = (day: string): string => writers.day(nextDay(day, -1));
  const choose = (chosen: string): void =>
    void navigate({ to: '.', search: (search: object) => ({ ...search, playbook: chosen }), replace: true });
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
      <label className={styles['select']} data-print="no">
        {t('board.playbook')}
        <select value={playbook} onChange={(event) => choose(event.target.value)}>
          {playbooks.map((each) => (
            <option key={each} value={each}>
              {t(`board.playbook.${each}`)}
            </option>
          ))}
        </select>
      </label>
    </header>
  );
}
