import { createHash } from 'node:crypto';
import { bucketsOf, startOfDay, toMicros } from '../domain/calendar.ts';
import type { AnswerRow } from './answer-row.ts';
import { factOf } from './facts.ts';
import { aggregatesOf, type Measure } from './measure.ts';
import { looksAhead, type Question, type Resolved } from './question.ts';

type Rows = readonly AnswerRow[];
type Look = (question: Question) => Promise<Rows>;

/** Days of a question of which the answer is kept by itself. */
type Days = {
  readonly label: string | null;
  readonly from: Temporal.PlainDate;
  readonly to: Temporal.PlainDate;
  /** What its answer is kept under. */
  readonly key: string;
  readonly isOver: boolean;
};

/** What the answer of a measure depends on: the present, the state at the end of its days, or all of its days. */
type Rests = 'present' | 'end' | 'days';

/**
 * The rows that answer a question: what is over is looked for once, and again only when it has changed. Without a breakdown each bucket is kept by
 * itself, else the answer as a whole, since which members have a row depends on all buckets and measures.
 * @param question that is about what may be seen
 * @param look finds the rows of a question
 */
export async function remembered(resolved: Resolved, question: Question, look: Look): Promise<Rows> {
  if (resolved.past === undefined) return look(question);
  const groups = Map.groupBy(question.measures, restsOn);
  if (question.by.length > 0) return groups.has('present') ? look(question) : asWhole(resolved, question, look);
  const found = new Map<Measure, readonly [rows: Rows, place: number]>();
  // Who looks at a course of time and who at its end ask for the same states: one of them looks for these first, the other last.
  const order: readonly Rests[] = question.grain === null ? ['present', 'days', 'end'] : ['end', 'days', 'present'];
  let first: Rows = [];
  for (const rests of order) {
    const measures = groups.get(rests);
    if (measures === undefined) continue;
    first = await bucketByBucket(resolved, { ...question, measures }, rests, look);
    for (const [place, measure] of measures.entries()) found.set(measure, [first, place]);
  }
  const places = question.measures.map((measure) => found.get(measure)!);
  return first.map((row, i) => ({ ...row, values: places.map(([rows, place]) => rows[i]!.values[place]!) }));
}

function restsOn(measure: Measure): Rests {
  if (looksAhead(measure)) return 'present';
  const all = aggregatesOf(measure.formula).map(({ fact }) => factOf(fact));
  return all.every(({ time, ofPeriod }) => time === 'bucket' && ofPeriod !== true) ? 'end' : 'days';
}

async function asWhole({ past }: Resolved, question: Question, look: Look): Promise<Rows> {
  const { from, to, grain } = question;
  if (Temporal.PlainDate.compare(to, past!.until) > 0) return look(question);
  const key = `${from}/${to} ${grain} ${nameOf(question)}`;
  const known = past!.find(key, to);
  if (known !== undefined) return known;
  const rows = await look(question);
  past!.keep(key, to, rows, sizeOf(rows));
  return rows;
}

/** A row for each bucket, of a question without a breakdown whose measures all rest on the same. */
async function bucketByBucket(resolved: Resolved, question: Question, rests: Rests, look: Look): Promise<Rows> {
  if (rests === 'present') return look(question);
  const { workspace, asOf } = resolved;
  const past = resolved.past!;
  const { from, to, grain } = question;
  const name = nameOf(question);
  const days = bucketsOf(from, to, grain, workspace).map((bucket): Days => {
    const isOver = Temporal.PlainDate.compare(bucket.to, past.until) <= 0;
    const end = isOver ? bucket.to.toString() : `at ${toMicros(asOf)}`;
    return { ...bucket, key: `${rests === 'end' ? '' : bucket.from}/${end} ${name}`, isOver };
  });
  const known = days.map(({ key, to: end, isOver }) => (isOver ? past.find(key, end)?.[0] : undefined));
  const [first, last] = [known.indexOf(undefined), known.lastIndexOf(undefined)];
  if (first >= 0) {
    const missing = days.slice(first, last + 1);
    const rows = await lookAt(resolved, question, missing, rests, look);
    for (const [i, { key, to: end, isOver }] of missing.entries()) {
      known[first + i] = rows[i]!;
      if (isOver) past.keep(key, end, [rows[i]!], sizeOf([rows[i]!]));
    }
  }
  return days.map(({ label }, i) => ({ ...known[i]!, bucket: label }));
}

async function lookAt(
  { db, workspace, asOf }: Resolved,
  question: Question,
  days: readonly Days[],
  rests: Rests,
  look: Look,
): Promise<Rows> {
  const [only] = days;
  if (days.length > 1) return look({ ...question, from: only!.from, to: days.at(-1)!.to });
  const { key, from, to } = only!;
  // Without buckets there is less to join.
  const alone = (): Promise<Rows> => look({ ...question, from, to, grain: null });
  const isToCome = Temporal.Instant.compare(startOfDay(from, workspace.timezone), asOf) >= 0;
  return isToCome || rests !== 'end' ? alone() : sharing(db.state, key, alone);
}

/** What is being looked for in a state of a database, or has been. */
const shared = new WeakMap<object, Map<string, Promise<Rows>>>();

/** Looks for what nobody has found in this state yet; who asks meanwhile waits for it. */
async function sharing(state: object, key: string, look: () => Promise<Rows>): Promise<Rows> {
  const own = shared.get(state) ?? new Map<string, Promise<Rows>>();
  shared.set(state, own);
  const known = await own.get(key)?.catch(() => undefined);
  if (known !== undefined) return known;
  const looked = look();
  own.set(key, looked);
  looked.catch(() => own.delete(key));
  return looked;
}

/** How many numbers there are. */
function sizeOf(rows: Rows): number {
  return rows.reduce((sum, row) => sum + row.values.reduce((n, { values = [] }) => n + 1 + values.length, 0), 1);
}

/** Names what is asked, whatever the days. */
function nameOf({ measures, by, where }: Question): string {
  const asked = JSON.stringify([measures.map(({ kind, formula }) => [kind, formula]), by, where]);
  return createHash('sha256').update(asked).digest('base64');
}
