import type { Language, Text } from '../../domain/text.ts';
import { inline, literal, name } from '../../duckdb/sql.ts';
import type { TableName } from '../../log/schema.ts';
import type { Ask, WrittenAsk } from './ask.ts';
import type { MapHabits, MapSql } from './map-sql.ts';

export type { MapHabits, MapSql } from './map-sql.ts';

/** SQL that answers a column of the log, and what is doubtful about it. */
export type Answer = {
  readonly sql: MapSql;
  readonly doubts: readonly Text[];
  /** How its doubts can be settled by choosing. */
  readonly ask?: Ask;
};
export type Line = Answer & { readonly as: string };

/** The statement of one table of the log. Several selects are united. */
export type Draft = {
  readonly table: TableName;
  /** The files that it reads. */
  readonly sources: readonly string[];
  readonly doubts: readonly Text[];
  /** How the doubts of the whole table can be settled by choosing. */
  readonly ask?: WrittenAsk;
  readonly selects: readonly { readonly lines: readonly Line[]; readonly from: string; readonly isDistinct?: true }[];
  readonly order: string;
};

/** A doubt, with the file of the map and the column of the log that it is about; null: the whole table. */
export type Doubt = {
  readonly file: string;
  readonly column: string | null;
  readonly text: Text;
  /** How it can be settled by choosing; of several doubts about one column the first has it. */
  readonly ask?: WrittenAsk;
};

export const nothing = (doubt?: Text, ask?: Ask): Answer => ({
  sql: () => 'NULL',
  doubts: doubt === undefined ? [] : [doubt],
  ...(ask === undefined ? {} : { ask }),
});
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

/** What is doubtful in a statement, with how it can be settled. */
export function doubtsOf(
  { table, doubts, ask, selects }: Draft,
  habits: MapHabits,
  language: Language,
): readonly Doubt[] {
  const lines = selects.flatMap(({ lines: all }) => all.map((line, i) => ({ line, isLast: i === all.length - 1 })));
  const one = (column: string | null, texts: readonly Text[], own: WrittenAsk | undefined): readonly Doubt[] =>
    texts.map((text, i) => ({
      file: `${table}.sql`,
      column,
      text: { en: oneLine(text.en), es: oneLine(text.es) },
      ...(i > 0 || own === undefined ? {} : { ask: own }),
    }));
  return [
    ...one(null, doubts, ask),
    ...lines.flatMap(({ line, isLast }) => one(line.as, line.doubts, writtenAsk(line, isLast, habits, language))),
  ];
}

function writtenAsk(line: Line, isLast: boolean, habits: MapHabits, language: Language): WrittenAsk | undefined {
  const { ask, as } = line;
  if (ask === undefined) return undefined;
  const written = lineText(line, isLast, habits, language).join('\n');
  if (ask.by === 'words') return { ...ask, line: written, as, end: isLast ? '' : ',' };
  return {
    by: 'choice',
    line: written,
    isSaid: line.sql(habits) !== 'NULL',
    choices: ask.choices.map(({ text, sql }) => ({
      text,
      line: lineText({ as, sql, doubts: [] }, isLast, habits, language).join('\n'),
    })),
  };
}
