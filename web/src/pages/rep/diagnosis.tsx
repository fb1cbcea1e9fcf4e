import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { KpiInfo } from '../../api/kpi.ts';
import { type Diagnosis, diagnoseQuery, type Finding, type Held } from '../../api/standing.ts';
import { useWords } from '../../i18n/use-words.ts';
import { scaleOf, Strip } from '../../parts/chart/strip.tsx';
import { Section } from '../../parts/page/page-head.tsx';
import { VerdictWords } from '../../parts/page/verdict.tsx';
import { Fault } from '../../parts/state/fault.tsx';
import { Skeleton } from '../../parts/state/skeleton.tsx';
import { ScrollTable } from '../../parts/table/scroll-table.tsx';
import { dimensionName } from '../../parts/terms/names.ts';
import { useWriters } from '../../state/writers.ts';
import { heldUnit, type RepProps } from './rep.ts';
import styles from './rep.module.css';

/** What is done well, what may be wrong, what to adjust: with what each rests on, and what would be gained. */
export function DiagnosisPart({ rep, period, kpis }: RepProps): ReactNode {
  const { t } = useWords();
  const { data, error, refetch } = useQuery(diagnoseQuery({ rep, ...period }));
  if (error !== null) return <Fault error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton height="22rem" />;
  return (
    <Section title={t('rep.diagnosis')}>
      <div className={styles['three']}>
        <Findings title={t('rep.well')} none={t('rep.well.none')} findings={data.well_done} />
        <Findings title={t('rep.wrong')} none={t('rep.wrong.none')} findings={data.may_be_wrong} />
        <Adjust diagnosis={data} kpis={kpis} />
      </div>
      <Explained diagnosis={data} kpis={kpis} />
      <details className={styles['more']}>
        <summary>{t('rep.looked', { count: data.looked_at.length })}</summary>
        <LookedAt held={data.looked_at} kpis={kpis} />
      </details>
    </Section>
  );
}

type Known = { readonly kpis: readonly KpiInfo[] };

function Findings({
  title,
  none,
  findings,
}: {
  readonly title: string;
  readonly none: string;
  readonly findings: readonly Finding[];
}): ReactNode {
  return (
    <div className={styles['column']}>
      <h3>{title}</h3>
      {findings.length === 0 ? <p className={styles['soft']}>{none}</p> : null}
      {findings.map((finding) => (
        <FindingText key={finding.kpi} finding={finding} />
      ))}
    </div>
  );
}

function FindingText({ finding }: { readonly finding: Finding }): ReactNode {
  const { t } = useWords();
  const writers = useWriters();
  const { text, evidence, what_if: gain } = finding;
  return (
    <article className={styles['finding']}>
      <p className={styles['strong']}>{text}</p>
      <HeldStrip held={finding} />
      <p className={styles['soft']}>{evidence}</p>
      {gain === null ? null : (
        <p className={styles['gain']}>
          {t('rep.gain', {
            contracts: writers.difference(gain.contracts_per_quarter, 'days'),
            low: writers.tenth(gain.contracts_interval[0]),
            high: writers.tenth(gain.contracts_interval[1]),
          })}
          {gain.volume_per_quarter === null || gain.volume_interval === null
            ? null
            : ` ${t('rep.gain.volume', {
                volume: writers.value(gain.volume_per_quarter, 'money'),
                low: writers.value(gain.volume_interval[0], 'money'),
                high: writers.value(gain.volume_interval[1], 'money'),
              })}`}
        </p>
      )}
    </article>
  );
}

function Adjust({ diagnosis, kpis }: Known & { readonly diagnosis: Diagnosis }): ReactNode {
  const { t } = useWords();
  const writers = useWriters();
  const { adjust } = diagnosis;
  const counter = kpis.find(({ kpi }) => kpi === adjust?.counter.kpi);
  return (
    <div className={[styles['column'], styles['adjust']].join(' ')}>
      <h3>{t('rep.adjust')}</h3>
      {adjust === null ? (
        <p className={styles['soft']}>{t('rep.adjust.none')}</p>
      ) : (
        <>
          <p className={styles['strong']}>{adjust.text}</p>
          {counter === undefined ? null : (
            <p className={styles['soft']}>
              {t('rep.counter', {
                label: counter.label,
                value: writers.value(adjust.counter.value, counter.unit),
              })}
            </p>
          )}
        </>
      )}
    </div>
  );
}

/** What only looks like a difference, and of what there is too little. */
function Explained({ diagnosis, kpis }: Known & { readonly diagnosis: Diagnosis }): ReactNode {
  const { t } = useWords();
  const label = (id: string): string => kpis.find(({ kpi }) => kpi === id)?.label ?? id;
  return (
    <>
      {diagnosis.explained_by_mix.map((mix) => (
        <p key={mix.kpi} className={styles['soft']}>
          {t('rep.explained', {
            label: label(mix.kpi),
            by: mix.by.map((dimension) => dimensionName(t, dimension)).join(', '),
          })}
        </p>
      ))}
      {diagnosis.too_little.length === 0 ? null : (
        <p className={styles['soft']}>
          {t('rep.little', { what: diagnosis.too_little.map(({ kpi }) => label(kpi)).join(', ') })}
        </p>
      )}
    </>
  );
}

/** Each KPI on a scale of its own: they have different units. */
function HeldStrip({ held }: { readonly held: Held }): ReactNode {
  const { value, interval, limits95, group, verdict } = held;
  return (
    <Strip
      scale={scaleOf([value, ...(interval ?? []), ...(limits95 ?? []), group], 0)}
      value={value}
      interval={interval}
      band={limits95}
      middle={group}
      verdict={verdict}
    />
  );
}

function LookedAt({ held, kpis }: Known & { readonly held: readonly Held[] }): ReactNode {
  const { t } = useWords();
  const writers = useWriters();
  return (
    <ScrollTable
      caption={t('rep.looked.caption')}
      columns={[
        { label: t('people.kpi') },
        { label: t('people.value'), isNumber: true },
        { label: t('rep.group'), isNumber: true },
        { label: t('people.chance'), isNumber: true },
        { label: t('people.drawn'), isDrawn: true },
        { label: t('people.verdict'), isWide: true },
      ]}
      rows={held.map((each) => {
        const info = kpis.find(({ kpi }) => kpi === each.kpi);
        const unit = heldUnit(each.exposure, info);
        const suffix = each.exposure === 'days' ? ` ${t('rep.perDay')}` : '';
        return [
          info?.label ?? each.kpi,
          `${writers.value(each.value, unit)}${suffix}`,
          writers.value(each.group, unit),
          each.limits95 === null
            ? '–'
            : `${writers.value(each.limits95[0], unit)} … ${writers.value(each.limits95[1], unit)}`,
          <HeldStrip key="strip" held={each} />,
          <VerdictWords key="verdict" verdict={each.verdict} better={info?.better ?? null} />,
        ];
      })}
    />
  );
}
