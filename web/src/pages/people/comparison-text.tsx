import type { ReactNode } from 'react';
import type { KpiInfo } from '../../api/kpi.ts';
import type { Comparison, Standing } from '../../api/standing.ts';
import { useWords } from '../../i18n/use-words.ts';
import { place, Sentence } from '../../parts/figure/sentence.tsx';
import { isOutside, toneOf } from '../../parts/page/verdict.tsx';
import { useRepNames, useTeamNames } from '../../parts/people/rep-link.tsx';
import { useWriters } from '../../state/writers.ts';
import { Compared } from './compared.tsx';
import { comparedUnit, Member } from './member.tsx';
import styles from './people.module.css';

const signs = { above: '▲', below: '▼' } as const;

/** What the funnel plot says, in words: who stands out and by how much, and of whom nothing can be said. */
export function ComparisonText({
  kpi,
  comparison,
}: {
  readonly kpi: KpiInfo;
  readonly comparison: Comparison;
}): ReactNode {
  const { t } = useWords();
  const writers = useWriters();
  const unit = comparedUnit(kpi, comparison);
  const { members, by, exposure } = comparison;
  const repName = useRepNames();
  const teamName = useTeamNames();
  const name = by === 'rep' ? repName : teamName;
  const write = (number: number | null): string =>
    `${writers.value(number, unit)}${exposure === 'days' ? ` ${t('rep.perDay')}` : ''}`;
  const outside = members.filter(stands).toSorted((a, b) => (a.chance ?? 1) - (b.chance ?? 1));
  const count = (verdict: Standing['verdict']): number => members.filter((each) => each.verdict === verdict).length;
  const apart = members.filter(({ verdict, value, limits95 }) => verdict === 'within' && isOutside(value, limits95));
  const [within, little] = [count('within') - apart.length, count('too_little')];
  return (
    <section className={styles['said']} aria-label={t('people.verdict')}>
      {outside.length === 0 ? <p className={styles['lead']}>{t('people.verdict.nobody')}</p> : null}
      <ul role="list" className={styles['outside']}>
        {outside.map((standing) => {
          const { member, verdict, limits95 } = standing;
          return (
            <li key={member} className={styles[toneOf(verdict, kpi.better) ?? 'plain']}>
              <span className={styles['sign']} aria-hidden="true">
                {signs[verdict]}
              </span>
              <span>
                <strong>
                  <Member by={by} member={member} />
                </strong>{' '}
                <Sentence
                  text={t(`people.verdict.${verdict}`, { value: place('value') })}
                  parts={{ value: <Compared kpi={kpi} comparison={comparison} standing={standing} /> }}
                />
                {limits95 === null ? null : (
                  <span className={styles['soft']}>
                    {' · '}
                    {t('people.verdict.expected', {
                      low: write(limits95[0]),
                      high: write(limits95[1]),
                    })}
                  </span>
                )}
              </span>
            </li>
          );
        })}
      </ul>
      {apart.length === 0 ? null : (
        <p className={styles['soft']}>
          {t('people.rest.apart', { who: writers.list(apart.map(({ member }) => name(member))) })}
        </p>
      )}
      <p className={styles['soft']}>
        {[
          within === 0 ? null : t('people.rest.within', { count: within }),
          little === 0 ? null : t('people.rest.little', { count: little }),
        ]
          .filter((part) => part !== null)
          .join(' ')}
      </p>
    </section>
  );
}

function stands(standing: Standing): standing is Standing & { readonly verdict: 'above' | 'below' } {
  return standing.verdict === 'above' || standing.verdict === 'below';
}
