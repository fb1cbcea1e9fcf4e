import type { Language, Text } from '../../domain/text.ts';
import { inline, literal, name } from '../../duckdb/sql.ts';
import type { TableName } from '../../log/schema.ts';
import type { DateOrder } from '../csv/map-settings.ts';

/** How a map's macros read text without a second argument: what `map.yaml` will say. */
export type MapHabits = { readonly decimalComma: boolean; readonly dateOrder: DateOrder };

/** SQL of a map; what it needs to say depends on what `map.yaml` says. */
export type MapSql = (habits: MapHabits) => string;

/** SQL that answers a column of the log, and what is doubtful about it. */
export type Answer = { readonly sql: MapSql; readonly doubts: readonly Text[] };
export type Line = Answer & { readonly as: string };

/** The statement of one table of the log. Several selects are united. */
export type Draft = {
  readonly table: TableName;
  /** The files that it reads. */
  readonly sources: readonly string[];
  readonly doubts: readonly Text[];
  readonly selects: readonly { readonly lines: readonly Line[]; readonly from: string; readonly isDistinct?: true }[];
  readonly order: string;
};

/** A doubt, with the file of the map and the column of the log that it is about; null: the whole table. */
export type Doubt = { readonly file: string; readonly column: string | null; readonly text: Text };

export const nothing = (doubt?: Text): Answer => ({ sql: () => 'NULL', doubts: doubt === undefined ? [] : [doubt] });
export const fixed = (sql: string, ...doubts: readonly Text[]): Answer => ({ sql: () => sql, doubts });

/** A text as SQL writes it. */
export function quoted(text: string): string {
  return inline(literal(text));
}

/** A name as SQL writes it; bare when it may be. */
export function identifier(text: string): string {
  return /^[a-z][a-z0-9_]*$/.test(text) && !taken.has(text) ? text : inline(name(text));
}

/** Words that are no names in some place of a SELECT, among those that headers use. */
const taken = new Set(
  'all and anti any as asc asof at between both by case cast check collate column cross default desc distinct else end except exists false fetch filter for from full group having in inner intersect into is join lambda lateral leading left like limit map natural not null offset on only or order outer pivot position primary qualify references right row select semi show similar some struct table then to trailing true union unique unpivot summarize describe using values when where window with'.split(
    ' ',
  ),
);

/** What a statement calls the table that it reads, where a lookup must tell it from another. */
export const rowName = 'source_row';

/** The text of `TABLE.sql`. */
export function draftText({ sources, doubts, selects, order }: Draft, habits: MapHabits, language: Language): string {
  const from = oneLine(sources.join(', '));
  const head = [
    language === 'en' ? `-- Proposed from ${from}.` : `-- Propuesto a partir de ${from}.`,
    ...doubts.map((doubt) => comment(doubt, language)),
  ];
  const bodies = selects.map(({ lines, from: read, isDistinct }) => {
    const columns = lines.flatMap((line, i) => lineText(line, i === lines.length - 1, habits, language));
    const text = [isDistinct === true ? 'SELECT DISTINCT' : 'SELECT', ...columns, `FROM ${read}`].join('\n');
    return text.includes(`${rowName}.`) ? text : text.replace(` AS ${rowName}`, '');
  });
  return `${[...head, bodies.join('\nUNION ALL\n'), `ORDER BY ${order}`].join('\n')}\n`;
}

function lineText(
  { as, sql, doubts }: Line,
  isLast: boolean,
  habits: MapHabits,
  language: Language,
): readonly string[] {
  const written = sql(habits);
  const text = `  ${written === as ? as : `${written} AS ${as}`}${isLast ? '' : ','}`;
  const [only] = doubts;
  if (doubts.length === 1 && written === 'NULL') return [`${text} ${comment(only!, language)}`];
  return [...doubts.map((doubt) => `  ${comment(doubt, language)}`), text];
}

/** The mark before everything that a person should check. */
export const doubtMark = { en: 'DOUBT', es: 'DUDA' } as const;

function comment(doubt: Text, language: Language): string {
  return `-- ${doubtMark[language]}: ${oneLine(doubt[language])}`;
}

/** What a file says may have line ends, which would end a comment. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
}
