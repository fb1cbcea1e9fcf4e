import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import type { AccountStanding, FlagId } from '../../api/accounts.ts';
import { choicesQuery } from '../../api/choices.ts';
import { type KpiAnswer, memberIn, valueIn } from '../../api/kpi.ts';
import { kpiQuery } from '../../api/queries.ts';
import { useWords } from '../../i18n/use-words.ts';
import { PlainButton } from '../../parts/button/button.tsx';
import { KpiFigure } from '../../parts/figure/kpi-figure.tsx';
import { PaperLine } from '../../parts/page/paper-line.tsx';
import { Fault, Note } from '../../parts/state/fault.tsx';
import { Skeleton } from '../../parts/state/skeleton.tsx';
import { ScrollTable } from '../../parts/table/scroll-table.tsx';
import { stageName } from '../../parts/vocabulary/stage-name.ts';
import { type Look, useLook } from '../../state/look.ts';
import { readScope } from '../../state/scope.ts';
import { joined } from '../../state/where.ts';
import { faultOf } from '../../state/fault-of.ts';
import styles from './accounts.module.css';

const step = 25;
/** With more stages than these, their names stand upright on paper. */
const mostLevel = 6;

type StageMatrixProps = {
  readonly accounts: readonly AccountStanding[];
  /** No account was left out by the page's own search. */
  readonly isWhole: boolean;
};

/** Calls by account and stage, with who is pressed and who is silent. */
export function StageMatrix({ accounts, isWhole }: StageMatrixProps): ReactNode {
  const period = useLook();
  const { look } = period;
  const calls = useQuery({
    ...kpiQuery({ kpis: ['dials'], by: 'account,stage', ...look }),
    enabled: look !== null,
  });
  const fault = faultOf([period, calls]);
  if (fault !== null) return <Fault {...fault} />;
  if (calls.data === undefined || look === null) return <Skeleton height="24rem" />;
  return <Matrix accounts={accounts} isWhole={isWhole} answer={calls.data} look={look} />;
}

function Matrix({
  accounts,
  isWhole,
  answer,
  look,
}: StageMatrixProps & { readonly answer: KpiAnswer; readonly look: Look }): ReactNode {
  const words = useWords();
  const { t } = words;
  const [shown, setShown] = useState(step);
  const { data: choices } = useQuery(choicesQuery);
  const stages = choices?.stages ?? [];
  const calls = answer.rows.map((row) => ({
    account: memberIn(row, 'account'),
    stage: memberIn(row, 'stage'),
    n: valueIn(row, 'dials')?.value ?? 0,
  }));
  const byAccount = Map.groupBy(
    calls.filter(({ n }) => n > 0),
    ({ account }) => account,
  );
  const has = ({ flags }: AccountStanding, wanted: FlagId): boolean => flags.some(({ flag }) => flag === wanted);
  const rank = (account: AccountStanding): number =>
    (has(account, 'pressured') ? 2 : 0) + (has(account, 'silent') ? 1 : 0);
  const total = (account: AccountStanding): number => sum(byAccount.get(account.account) ?? []);
  const rows = accounts.toSorted((a, b) => rank(b) - rank(a) || total(b) - total(a));
  const listed = new Set(rows.map(({ account }) => account as string | null));
  const others = isWhole ? sum(calls.filter(({ account }) => !listed.has(account))) : 0;
  const order = ['no_deal', ...stages.map(({ id }) => id), 'customer', null];
  const columns = order.filter((id) =>
    calls.some(({ stage, account, n }) => stage === id && n > 0 && listed.has(account)),
  );
  const most = Math.max(1, ...calls.filter(({ account }) => listed.has(account)).map(({ n }) => n));
  if (columns.length === 0 && rows.every((account) => rank(account) === 0))
    return <Note title={t('accounts.calls.none')} text={t('accounts.calls.none.do')} />;
  const whereOf = (account: string, stage?: string | null): string =>
    joined(look.where, `account=${account}`, stage === undefined ? undefined : `stage=${stage ?? ''}`)!;
  const yes = (is: boolean, flag: 'pressured' | 'silent'): ReactNode =>
    is ? (
      <span className={styles['mark']}>
        {flag === 'pressured' ? '▲' : '○'} {t('accounts.yes')}
      </span>
    ) : (
      ''
    );
  return (
    <section>
      <p className={styles['soft']}>{t('accounts.calls.lead')}</p>
      <div className={styles['matrix']} data-many={columns.length > mostLevel}>
        <ScrollTable
          caption={t('accounts.view.stages')}
          columns={[
            { label: t('accounts.account') },
            { label: t('accounts.calls.pressure') },
            { label: t('accounts.calls.silence') },
            ...columns.map((id) => ({ label: stageName(words, stages, id), isNumber: true })),
            { label: t('accounts.calls.total'), isNumber: true },
          ]}
          rows={rows.slice(0, shown).map((account) => [
            <Link
              key="name"
              to="/accounts/$account"
              params={{ account: account.account }}
              search={readScope}
              className={styles['link']}
            >
              {account.name}
            </Link>,
            yes(has(account, 'pressured'), 'pressured'),
            yes(has(account, 'silent'), 'silent'),
            ...columns.map((stage) => {
              const n = sum((byAccount.get(account.account) ?? []).filter((cell) => cell.stage === stage));
              return n === 0 ? (
                ''
              ) : (
                <span key={stage} className={styles['cell']} data-level={Math.ceil(4 * Math.sqrt(n / most))}>
                  <KpiFigure id="dials" value={{ value: n }} of={{ ...look, where: whereOf(account.account, stage) }} />
                </span>
              );
            }),
            <KpiFigure
              key="all"
              id="dials"
              value={{ value: total(account) }}
              of={{ ...look, where: whereOf(account.account) }}
            />,
          ])}
        />
      </div>
      <div className={styles['foot']}>
        {rows.length <= shown ? null : (
          <>
            <div data-print="no">
              <PlainButton onPress={() => setShown(shown + step)}>
                {t('accounts.more', { n: Math.min(step, rows.length - shown) })}
              </PlainButton>
            </div>
            <PaperLine told={[t('accounts.first', { n: shown, count: rows.length })]} />
          </>
        )}
        {others === 0 ? null : <p className={styles['soft']}>{t('accounts.calls.others', { count: others })}</p>}
      </div>
    </section>
  );
}

function sum(cells: readonly { readonly n: number }[]): number {
  return cells.reduce((all, { n }) => all + n, 0);
}
