import { bucketEnd, bucketStart, type Calendar, parseDay } from '../domain/calendar.ts';
import { UserError } from '../domain/errors.ts';
import { type Dimension, type Grain, grains } from '../domain/vocabulary.ts';
import { type Filter, parseDimension } from '../engine/question.ts';
import type { Kpi } from './kpi.ts';

/** Filters of `--where`, and the bucket that it may name (`month=2026-03-01`). */
export type Where = {
  readonly filters: readonly Filter[];
  readonly bucket: { readonly grain: Grain; readonly first: string } | null;
};

/**
 * Reads `source=web,team=norte`. The same name again adds a member; nothing after `=` is the null group. A comma belongs to
 * the value unless a name and `=` follow it.
 * @throws UserError `bad_where`, `unknown_dimension`
 */
export function parseWhere(texts: readonly string[]): Where {
  const members = new Map<string, (string | null)[]>();
  for (const text of texts.flatMap((t) => t.split(/,(?=[a-z_]+=)/))) {
    const i = text.indexOf('=');
    if (i <= 0) {
      throw badWhere(text);
    }
    const name = text.slice(0, i);
    const value = text.slice(i + 1);
    members.set(name, [...(members.get(name) ?? []), value === '' ? null : value]);
  }
  let bucket: Where['bucket'] = null;
  const filters: Filter[] = [];
  for (const [name, list] of members) {
    const grain = grains.find((g) => g === name);
    if (grain === undefined) filters.push({ dimension: parseDimension(name), members: list });
    else if (list.length === 1 && bucket === null) bucket = { grain, first: list[0] ?? '' };
    else throw badWhere(`${name}=…`);
  }
  return { filters, bucket };
}

function badWhere(text: string): UserError {
  return new UserError({
    code: 'bad_where',
    message: { en: `--where ${text} is not a filter.`, es: `--where ${text} no es un filtro.` },
    fix: {
      en: 'Write it as source=web,team=norte, with one period at most.',
      es: 'Escríbalo así: source=web,team=norte, con un periodo como máximo.',
    },
  });
}

/** The dimensions of filters that a KPI does not have. */
export function lackedBy({ dimensions }: Kpi, where: readonly Filter[]): readonly Dimension[] {
  return where.map(({ dimension }) => dimension).filter((dimension) => !dimensions.includes(dimension));
}

/** Names between commas. */
export function split(list: string): string[] {
  return list
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

/**
 * The local days that `--where month=2026-03-01` names; nothing when no bucket is named.
 * @throws UserError `bad_date` when no bucket of the grain begins on that day, `bad_where` beside `--from` or `--to`.
 */
export function bucketPeriod(
  bucket: Where['bucket'],
  calendar: Calendar,
  dates: { readonly from?: string; readonly to?: string },
): { from?: string; to?: string } {
  if (bucket === null) return {};
  const { grain, first } = bucket;
  if (dates.from !== undefined || dates.to !== undefined) {
    throw new UserError({
      code: 'bad_where',
      message: {
        en: `--where ${grain}= and --from or --to name two periods.`,
        es: `--where ${grain}= y --from o --to nombran dos periodos.`,
      },
      fix: { en: 'Give one of them.', es: 'Indique solo uno.' },
    });
  }
  const day = parseDay(first);
  if (day !== null && bucketStart(day, grain, calendar).equals(day)) {
    return { from: first, to: bucketEnd(day, grain).toString() };
  }
  const right = day === null ? '2026-03-01' : bucketStart(day, grain, calendar).toString();
  throw new UserError({
    code: 'bad_date',
    message: { en: `No ${grain} begins on ${first}.`, es: `Ninguna unidad de ${grain} empieza el ${first}.` },
    fix: { en: `Name its first day, such as ${right}.`, es: `Indique su primer día, como ${right}.` },
  });
}
