import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { ApiError } from '../../api/client.ts';
import type { KpiInfo } from '../../api/kpi.ts';
import { type Why, whyQuery } from '../../api/standing.ts';
import { useWords } from '../../i18n/use-words.ts';
import { place, Sentence } from '../../parts/figure/sentence.tsx';
import { Section } from '../../parts/page/page-head.tsx';
import { Select } from '../../parts/page/select.tsx';
import { Fault } from '../../parts/state/fault.tsx';
import { Skeleton } from '../../parts/state/skeleton.tsx';
import { nextDay, useLook } from '../../state/look.ts';
import { useScope } from '../../state/scope.ts';
import { whereOf } from '../../state/where.ts';
import { useWriters } from '../../state/writers.ts';
import { useComparedWith } from './compared-with.ts';
import type { Sides } from './factor-told.tsx';
import { Outcome } from './outcome.tsx';
import type { RepProps } from './rep.ts';
import styles from './rep.module.css';
import { Waterfall } from './waterfall.tsx';

const outcomes = ['contracts', 'contract_volume'] as const;
const chains = ['numbers', 'process'] as const;
const others = ['team', 'before'] as const;

/** Where a difference in contracts or their volume comes from: against the other reps, or against the time before. */
export function Difference({ rep, period, kpis, isSelf }: RepProps): ReactNode {
  const { t } = useWords();
  const writers = useWriters();
  const comparedWith = useComparedWith();
  const [scope] = useScope();
  const [outcome, setOutcome] = useState<(typeof outcomes)[number]>('contracts');
  const [chain, setChain] = useState<(typeof chains)[number]>('numbers');
  const [against, setAgainst] = useState<(typeof others)[number]>('team');
  const known = ['team', 'source', 'segment', 'product'];
  // The usual months against as many before: short enough that the log has both.
  const recent = useLook('last_3_months').look ?? period;
  const query =
    against === 'team'
      ? { rep, playbook: chain, ...period, where: whereOf(scope, known) }
      : { playbook: chain, from: recent.from, to: recent.to, where: whereOf(scope, known, { rep }) };
  const { data, error, refetch } = useQuery(whyQuery(outcome, query));
  const label = (id: string): string => kpis.find(({ kpi }) => kpi === id)?.label ?? id;
  return (
    <Section
      title={t('rep.difference')}
      intro={against === 'team' ? `${t('rep.difference.team')} ${comparedWith}` : t('rep.difference.before')}
    >
      <div className={styles['choices']} data-print="no">
        <Select
          label={t('rep.against')}
          value={against}
          onChange={setAgainst}
          options={others.map((each) => ({ value: each, label: t(`rep.against.${each}`) }))}
        />
        <Select
          label={t('rep.outcome')}
          value={outcome}
          onChange={setOutcome}
          options={outcomes.map((each) => ({ value: each, label: label(each) }))}
        />
        <Select
          label={t('rep.chain')}
          value={chain}
          onChange={setChain}
          options={chains.map((each) => ({ value: each, label: t(`rep.chain.${each}`) }))}
        />
      </div>
      {error !== null ? (
        isNothing(error) ? (
          <p className={styles['soft']}>{t('rep.nothing')}</p>
        ) : (
          <Fault error={error} onRetry={() => void refetch()} />
        )
      ) : data === undefined ? (
        <Skeleton height="18rem" />
      ) : (
        <>
          <p>
            <Sum why={data} kpis={kpis} sides={sidesOf(data)} />
          </p>
          {data.earlier === null ? null : (
            <p className={styles['soft']}>
              {t('rep.earlier', {
                from: writers.day(data.period.from),
                to: writers.day(nextDay(data.period.to, -1)),
                before: writers.day(data.earlier.from),
                end: writers.day(nextDay(data.earlier.to, -1)),
              })}
            </p>
          )}
          <Waterfall why={data} kpis={kpis} isSelf={isSelf} sides={sidesOf(data)} />
          {data.skipped.length === 0 ? null : (
            <p className={styles['soft']}>{t('rep.skipped', { what: writers.list(data.skipped.map(label)) })}</p>
          )}
        </>
      )}
    </Section>
  );

  /** The records of the group are for those who see all of it. */
  function sidesOf({ period: { from, to }, earlier, group_open: isOpen }: Why): Sides {
    const own = whereOf(scope, known, { rep });
    const after = { from, to, where: own };
    if (earlier !== null) return { after, before: { from: earlier.from, to: earlier.to, where: own } };
    return { after, before: isOpen ? { from, to, where: whereOf(scope, known) } : null };
  }
}

type SumProps = { readonly why: Why; readonly kpis: readonly KpiInfo[]; readonly sides: Sides };

/** Both sides and their difference, in a sentence. */
function Sum({ why, kpis, sides }: SumProps): ReactNode {
  const { t } = useWords();
  const writers = useWriters();
  const holes = {
    label: kpis.find(({ kpi }) => kpi === why.kpi)?.label ?? why.kpi,
    after: place('after'),
    before: place('before'),
    difference: writers.difference(why.difference, why.kpi === 'contracts' ? 'tenth' : 'money'),
  };
  return (
    <Sentence
      text={t(why.against === 'team' ? 'rep.sum.team' : 'rep.sum.before', holes)}
      parts={{
        after: <Outcome why={why} side="after" kpis={kpis} of={sides.after} />,
        before: <Outcome why={why} side="before" kpis={kpis} of={sides.before} />,
      }}
    />
  );
}

/** Neither side has anything. */
function isNothing(error: unknown): boolean {
  return error instanceof ApiError && error.problem?.code === 'nothing_to_explain';
}
