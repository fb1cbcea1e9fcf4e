import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Query } from '../../api/client.ts';
import type { KpiInfo } from '../../api/kpi.ts';
import { type Diagnosis, diagnoseQuery, type Finding, type Held } from '../../api/standing.ts';
import { useWords } from '../../i18n/use-words.ts';
import { scaleOf, Strip } from '../../parts/chart/strip.tsx';
import { Figure } from '../../parts/figure/figure.tsx';
import { place, Sentence } from '../../parts/figure/sentence.tsx';
import { Section } from '../../parts/page/page-head.tsx';
import { isOutside, toneOf, VerdictWords } from '../../parts/page/verdict.tsx';
import { Fault } from '../../parts/state/fault.tsx';
import { Skeleton } from '../../parts/state/skeleton.tsx';
import { ScrollTable } from '../../parts/table/scroll-table.tsx';
import { dimensionName } from '../../parts/terms/names.ts';
import { useScope } from '../../state/scope.ts';
import { joined, whereOf } from '../../state/where.ts';
import { useIsNarrow } from '../../state/width.ts';
import { useWriters } from '../../state/writers.ts';
import { useComparedWith } from './compared-with.ts';
import { heldUnit, type RepProps } from './rep.ts';
import styles from './rep.module.css';

/** The filters that the page has. */
const filters = ['team', 'source', 'segment', 'product'];

/** What is done well, what may be wrong, what to adjust: with what each rests on, and what would be gained. */
export function DiagnosisPart({ rep, period, kpis, isSelf }: RepProps): ReactNode {
  const { t } = useWords();
  const [scope] = useScope();
  const isNarrow = useIsNarrow();
  const where = whereOf(scope, filters);
  const comparedWith = useComparedWith();
  const { data, error, refetch } = useQuery(diagnoseQuery({ rep, ...period, where }));
  if (error !== null) return <Fault error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton height={isNarrow ? '62rem' : '26rem'} />;
  const known = { kpis, of: { ...period, where: joined(where, `rep=${rep}`) } };
  return (
    <Section title={t('rep.diagnosis')} intro={isSelf ? comparedWith : `${t('rep.diagnosis.about')} ${comparedWith}`}>
      <div className={styles['three']}>
        <Findings title={t('rep.well')} none={t('rep.well.none')} findings={data.well_done} {...known} />
        <Findings title={t('rep.wrong')} none={t('rep.wrong.none')} findings={data.may_be_wrong} {...known} />
        <Adjust diagnosis={data} {...known} />
      </div>
      <Explained diagnosis={data} {...known} />
      <details className={styles['more']}>
        <summary>{t('rep.looked', { count: data.looked_at.length })}</summary>
        <LookedAt held={data.looked_at} {...known} ofAll={data.group_open ? { ...period, where } : null} />
      </details>
    </Section>
  );
}

type Known = {
  readonly kpis: readonly KpiInfo[];
  /** The rep and the days, as their records are asked for. */
  readonly of: Query;
};

function Findings({
  title,
  none,
  findings,
  ...known
}: Known & {
  readonly title: string;
  readonly none: string;
  readonly findings: readonly Finding[];
}): ReactNode {
  return (
    <div className={styles['column']}>
      <h3>{title}</h3>
      {findings.length === 0 ? <p className={styles['soft']}>{none}</p> : null}
      {findings.map((finding) => (
        <FindingText key={finding.kpi} finding={finding} {...known} />
      ))}
    </div>
  );
}

function FindingText({ finding, ...known }: Known & { readonly finding: Finding }): ReactNode {
  const { t } = useWords();
  const writers = useWriters();
  const { text, evidence, what_if: gain } = finding;
  return (
    <article className={styles['finding']}>
      <p className={styles['strong']}>{text}</p>
      <div className={styles['held']}>
        <strong>
          <HeldFigure held={finding} {...known} />
        </strong>
        <HeldStrip held={finding} kpis={known.kpis} />
      </div>
      <p className={styles['soft']}>{evidence}</p>
      {gain === null ? null : (
        <p className={styles['gain']}>
          {t('rep.gain', {
            contracts: writers.difference(gain.contracts_per_quarter, 'tenth'),
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

function Adjust({ diagnosis, kpis, of }: Known & { readonly diagnosis: Diagnosis }): ReactNode {
  const { t } = useWords();
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
              <Sentence
                text={t('rep.counter', { label: counter.label, value: place('value') })}
                parts={{ value: <Figure kpi={counter} value={adjust.counter} of={of} /> }}
              />
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
  const writers = useWriters();
  const label = (id: string): string => kpis.find(({ kpi }) => kpi === id)?.label ?? id;
  return (
    <>
      {diagnosis.explained_by_mix.map((mix) => (
        <p key={mix.kpi} className={styles['soft']}>
          {t('rep.explained', {
            label: label(mix.kpi),
            by: writers.list(mix.by.map((dimension) => dimensionName(t, dimension))),
          })}
        </p>
      ))}
      {diagnosis.too_little.length === 0 ? null : (
        <p className={styles['soft']}>
          {t('rep.little', { what: writers.list(diagnosis.too_little.map(({ kpi }) => label(kpi))) })}
        </p>
      )}
      {diagnosis.not_by.length === 0 ? null : (
        <p className={styles['soft']}>
          {t('rep.notBy', {
            what: writers.list(diagnosis.not_by.map(({ kpi }) => label(kpi))),
            by: writers.list(
              [...new Set(diagnosis.not_by.flatMap(({ dimensions }) => dimensions))].map((dimension) =>
                dimensionName(t, dimension),
              ),
            ),
          })}
        </p>
      )}
    </>
  );
}

/** Each KPI on a scale of its own: they have different units. */
function HeldStrip({ held, kpis }: { readonly held: Held; readonly kpis: Known['kpis'] }): ReactNode {
  const { value, interval, limits95, group, verdict } = held;
  return (
    <Strip
      scale={scaleOf([value, ...(interval ?? []), ...(limits95 ?? []), group], 0)}
      value={value}
      interval={interval}
      band={limits95}
      middle={group}
      verdict={verdict}
      tone={toneOf(verdict, kpis.find(({ kpi }) => kpi === held.kpi)?.better ?? null)}
    />
  );
}

type GroupFigureProps = { readonly held: Held; readonly info: KpiInfo | undefined; readonly of: Query | null };

/** The group's value; its records are for those who see all of the group. */
function GroupFigure({ held: { group, exposure }, info, of }: GroupFigureProps): ReactNode {
  const writers = useWriters();
  const shown = writers.value(group, heldUnit(exposure, info));
  if (info === undefined || of === null) return shown;
  return <Figure kpi={info} value={{ value: group }} of={of} shown={shown} />;
}

/** The rep's value as it is held against the group: counts for each day, states as a share. */
function HeldFigure({ held, kpis, of }: Known & { readonly held: Held }): ReactNode {
  const { t } = useWords();
  const writers = useWriters();
  const info = kpis.find(({ kpi }) => kpi === held.kpi);
  const { value, numerator, denominator, interval, exposure } = held;
  const shown = `${writers.value(value, heldUnit(exposure, info))}${exposure === 'days' ? ` ${t('rep.perDay')}` : ''}`;
  if (info === undefined) return shown;
  return <Figure kpi={info} value={{ value, numerator, denominator, interval }} of={of} shown={shown} />;
}

type LookedAtProps = Known & { readonly held: readonly Held[]; readonly ofAll: Query | null };

function LookedAt({ held, kpis, of, ofAll }: LookedAtProps): ReactNode {
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
        return [
          info?.label ?? each.kpi,
          <HeldFigure key="value" held={each} kpis={kpis} of={of} />,
          <GroupFigure key="group" held={each} info={info} of={ofAll} />,
          each.limits95 === null
            ? '–'
            : `${writers.value(each.limits95[0], unit)} … ${writers.value(each.limits95[1], unit)}`,
          <HeldStrip key="strip" held={each} kpis={kpis} />,
          <VerdictWords
            key="verdict"
            verdict={each.verdict}
            better={info?.better ?? null}
            isApart={isOutside(each.value, each.limits95)}
          />,
        ];
      })}
    />
  );
}
