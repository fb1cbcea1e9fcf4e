import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { memberIn, valueIn } from '../../api/kpi.ts';
import { kpiQuery } from '../../api/queries.ts';
import { useWords } from '../../i18n/use-words.ts';
import { KpiFigure } from '../../parts/figure/kpi-figure.tsx';
import { place, Sentence } from '../../parts/figure/sentence.tsx';
import { Section } from '../../parts/page/page-head.tsx';
import { Select } from '../../parts/page/select.tsx';
import { Fault } from '../../parts/state/fault.tsx';
import { Skeleton } from '../../parts/state/skeleton.tsx';
import { channelText } from '../../parts/vocabulary/touch-text.ts';
import { nextDay } from '../../state/look.ts';
import { useScope } from '../../state/scope.ts';
import { joined, whereOf } from '../../state/where.ts';
import { useWriters } from '../../state/writers.ts';
import styles from './calendar.module.css';
import type { RepProps } from './rep.ts';

/** So many weeks are drawn, the latest ones. */
const mostWeeks = 26;
const weekdays: readonly number[] = [0, 1, 2, 3, 4, 5, 6];
const kpi = 'activities';

/** What was done on which day: a table of weeks and days, darker where more was done. */
export function Calendar({ rep, period, kpis }: RepProps): ReactNode {
  const { t, language } = useWords();
  const writers = useWriters();
  const [scope] = useScope();
  const [channel, setChannel] = useState('');
  const first = mondayOf(nextDay(period.to, -1));
  const start = [nextDay(first, -7 * (mostWeeks - 1)), mondayOf(period.from)].toSorted().at(-1)!;
  const from = start > period.from ? start : period.from;
  const known = kpis.find((each) => each.kpi === kpi)?.dimensions ?? [];
  const where = whereOf(scope, known, { rep });
  const { data, error, refetch } = useQuery(kpiQuery({ kpis: [kpi], by: 'channel,day', from, to: period.to, where }));
  if (error !== null) return <Fault error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton height="20rem" />;
  const channels = [...new Set(data.rows.map((row) => memberIn(row, 'channel')))]
    .filter((name): name is string => name !== null)
    .toSorted();
  const days = new Map<string, number>();
  for (const row of data.rows) {
    const day = memberIn(row, 'day')!;
    if (channel === '' || memberIn(row, 'channel') === channel)
      days.set(day, (days.get(day) ?? 0) + (valueIn(row, kpi)?.value ?? 0));
  }
  const most = Math.max(1, ...days.values());
  const weeks: string[] = [];
  for (let monday = mondayOf(from); monday < period.to; monday = nextDay(monday, 7)) weeks.push(monday);
  const total = [...days.values()].reduce((sum, n) => sum + n, 0);
  const dayName = new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' });
  const weekTotal = (monday: string): number =>
    weekdays.reduce((sum, offset) => sum + (days.get(nextDay(monday, offset)) ?? 0), 0);
  const figure = (value: number, since: string, until: string): ReactNode => (
    <KpiFigure
      id={kpi}
      value={{ value }}
      of={{ from: since, to: until, where: joined(where, channel === '' ? undefined : `channel=${channel}`) }}
    />
  );
  const within = (monday: string): readonly [string, string] => {
    const next = nextDay(monday, 7);
    return [monday < from ? from : monday, next > period.to ? period.to : next];
  };
  return (
    <Section
      title={t('rep.calendar')}
      intro={
        <Sentence
          text={t('rep.calendar.sum', {
            n: place('n'),
            from: writers.day(from),
            to: writers.day(nextDay(period.to, -1)),
          })}
          parts={{ n: figure(total, from, period.to) }}
        />
      }
    >
      <div className={styles['choice']} data-print="no">
        <Select
          label={t('rep.channel')}
          value={channel}
          onChange={setChannel}
          options={[
            { value: '', label: t('rep.channel.all') },
            ...channels.map((name) => ({ value: name, label: channelText({ t }, name) })),
          ]}
        />
      </div>
      <div className={styles['scroll']} tabIndex={0} role="region" aria-label={t('rep.calendar')}>
        <table className={styles['calendar']}>
          <caption className="visually-hidden">{t('rep.calendar')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('rep.week')}</th>
              {weekdays.map((offset) => (
                <th key={offset} scope="col">
                  {dayName.format(new Date(`${nextDay(weeks[0] ?? first, offset)}T00:00:00Z`))}
                </th>
              ))}
              <th scope="col" className="number">
                {t('rep.week.sum')}
              </th>
            </tr>
          </thead>
          <tbody>
            {weeks.toReversed().map((monday) => (
              <tr key={monday}>
                <th scope="row">{writers.dayOfYear(monday)}</th>
                {weekdays.map((offset) => {
                  const day = nextDay(monday, offset);
                  const isOutside = day < from || day >= period.to;
                  const n = days.get(day) ?? 0;
                  return (
                    <td key={day} className={styles[isOutside ? 'outside' : `heat${heat(n, most)}`]}>
                      {isOutside ? '' : n === 0 ? '0' : figure(n, day, nextDay(day))}
                    </td>
                  );
                })}
                <td className="number">{figure(weekTotal(monday), ...within(monday))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}

/** How dark a day is, from 0 (nothing) to 4. */
function heat(n: number, most: number): number {
  return n === 0 ? 0 : Math.min(4, 1 + Math.floor((n / most) * 4));
}

function mondayOf(day: string): string {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return nextDay(day, -((weekday + 6) % 7));
}
