import { z } from 'zod';
import { dimensions } from '../../domain/vocabulary.ts';
import type { Calendar } from '../../domain/calendar.ts';
import type { Filter } from '../../engine/question.ts';
import { bucketPeriod, parseWhere, split } from '../../kpi/where.ts';
import type { Caller } from '../access/caller.ts';
import { day, text } from '../http/fields.ts';
import { requireSelf } from '../insight/seen.ts';

/** A filter or several: `source=web,team=norte`. */
const whereText = text(500);

/** What most questions have: days, `to` exclusive, and filters. */
export const span = {
  from: day.optional().meta({ description: 'first day' }),
  to: day.optional().meta({ description: 'day after the last one' }),
  where: z
    .union([whereText, z.array(whereText).max(20)])
    .optional()
    .meta({ description: 'only these members, such as source=web,team=norte' }),
};

/** Ids of KPIs between commas. */
export const kpiList = text(1000).meta({ description: 'ids of KPIs, separated by commas' });

/** A dimension to break down by. */
export const dimension = z.enum(dimensions);

/** A question's days and filters as they were asked. */
export type Asked = {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly where?: string | readonly string[] | undefined;
};

/**
 * Days and filters as questions take them. Who sees only their own may not filter by somebody else: nothing would be found, which reads as if there were nothing.
 * @throws UserError `bad_where`, `bad_date`, `unknown_dimension`, `forbidden`
 */
export function askedOf(
  { from, to, where }: Asked,
  calendar: Calendar,
  caller: Caller,
): { readonly from?: string; readonly to?: string; readonly where: readonly Filter[] } {
  const { filters, bucket } = parseWhere(where === undefined ? [] : typeof where === 'string' ? [where] : where);
  const reps = filters.flatMap((filter) => (filter.dimension === 'rep' ? filter.members : []));
  for (const rep of reps) if (rep !== null) requireSelf(caller, rep);
  const dates = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
  return { where: filters, ...dates, ...bucketPeriod(bucket, calendar, dates) };
}

export { split };
