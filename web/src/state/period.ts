import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { meQuery } from '../api/me.ts';
import { nextDay, useLook } from './look.ts';
import { useScope } from './scope.ts';

/** Local days; `to` exclusive. */
export type Days = { readonly from: string; readonly to: string };

/** The period where nothing else is asked: enough to tell people apart. */
export const usualPeriod = 'last_12_months';
const usualMonths = 12;

/** The period of the address, else the last twelve months; before it is known to which day the log tells, through today. */
export function usePeriod(): Days {
  const [{ from, to }] = useScope();
  const { look } = useLook(usualPeriod);
  const { data: me } = useQuery(meQuery);
  const zone = me?.organization.timezone ?? 'UTC';
  const [start, end] = [look?.from, look?.to];
  return useMemo(() => {
    const usual = lastMonths(usualMonths, today(zone));
    return { from: start ?? from ?? usual.from, to: end ?? to ?? usual.to };
  }, [start, end, from, to, zone]);
}

/** The last so many months, with the one of `day`, through that day. */
function lastMonths(months: number, day: string): Days {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))];
  const first = new Date(Date.UTC(year, month - months, 1));
  return { from: first.toISOString().slice(0, 10), to: nextDay(day) };
}

/** The calendar day in a time zone, such as 2026-03-01. */
export function today(timeZone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone }).format(new Date());
}
