import { bucketsOf } from '../domain/calendar.ts';
import type { AnswerRow } from './answer-row.ts';
import type { Past } from './past.ts';
import { looksAhead, type Question, type Resolved } from './question.ts';

type Rows = readonly AnswerRow[];
type Look = (question: Question) => Promise<Rows>;

/** Days of a question of which the answer is kept by itself, and its rows, where they are known. */
type Piece = {
  readonly key: string;
  readonly from: Temporal.PlainDate;
  readonly to: Temporal.PlainDate;
  readonly known: Rows | undefined;
};

/** Longer answers are not kept. */
const mostRows = 500;

/**
 * The rows that answer a question: what is over is looked for once, and again only when it has changed. Without a breakdown each bucket is kept by
 * itself, else the answer as a whole, since which members have a row depends on all buckets and measures.
 * @param question that is about what may be seen
 * @param look finds the rows of a question
 */
export async function remembered({ past, workspace }: Resolved, question: Question, look: Look): Promise<Rows> {
  const { measures, by, from, to, grain } = question;
  const days = by.length === 0 ? bucketsOf(from, to, grain, workspace) : [{ from, to }];
  if (past === undefined || !isOver(past, days[0]!.to)) return look(question);
  const ahead = measures.filter(looksAhead);
  if (ahead.length === 0) return recall(past, question, days, look);
  const others = measures.filter((measure) => !looksAhead(measure));
  if (by.length > 0 || others.length === 0) return look(question);
  // What tells of days to come changes with the present.
  const [behind, before] = [
    await recall(past, { ...question, measures: others }, days, look),
    await look({ ...question, measures: ahead }),
  ];
  const place = (measure: Question['measures'][number]): readonly [Rows, number] =>
    looksAhead(measure) ? [before, ahead.indexOf(measure)] : [behind, others.indexOf(measure)];
  const places = measures.map(place);
  return behind.map((row, i) => ({ ...row, values: places.map(([rows, at]) => rows[i]!.values[at]!) }));
}

async function recall(
  past: Past<Rows>,
  question: Question,
  days: readonly Pick<Piece, 'from' | 'to'>[],
  look: Look,
): Promise<Rows> {
  const { measures, by, where, grain } = question;
  const asked = JSON.stringify([measures.map(({ kind, formula }) => [kind, formula]), by, where, grain]);
  const pieces = days.map(({ from, to }): Piece => {
    const key = `${from}/${to} ${asked}`;
    return { key, from, to, known: isOver(past, to) ? past.find(key, to) : undefined };
  });
  const isMissing = ({ known }: Piece): boolean => known === undefined;
  const [first, last] = [pieces.findIndex(isMissing), pieces.findLastIndex(isMissing)];
  if (first < 0) return rowsOf(pieces);
  const missing = pieces.slice(first, last + 1);
  const rows = await look({ ...question, from: missing[0]!.from, to: missing.at(-1)!.to });
  for (const [i, { key, to }] of missing.entries()) {
    const own = by.length === 0 ? [rows[i]!] : rows;
    if (isOver(past, to) && own.length <= mostRows) past.keep(key, to, own);
  }
  return [...rowsOf(pieces.slice(0, first)), ...rows, ...rowsOf(pieces.slice(last + 1))];
}

function isOver({ until }: Past<Rows>, end: Temporal.PlainDate): boolean {
  return Temporal.PlainDate.compare(end, until) <= 0;
}

function rowsOf(pieces: readonly Piece[]): Rows {
  return pieces.flatMap(({ known }) => known ?? []);
}
