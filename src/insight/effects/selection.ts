import type { Sql } from '../../duckdb/sql.ts';
import { timedBuckets } from '../../engine/buckets.ts';
import type { FactContext, FactName } from '../../engine/facts.ts';
import { factOf } from '../../engine/facts.ts';
import { factContext, scopeOf } from '../../engine/plan.ts';
import { type Codes, findCodes, permitted, type Question, type Resolved } from '../../engine/question.ts';

/** The records that a question looks at: those of its period that pass its filters. */
export type Selection = {
  readonly log: Resolved;
  readonly question: Question;
  readonly context: FactContext;
  readonly codes: Codes;
};

/** What is selected by a question without a breakdown, whose members the log is known to have. */
export async function selectionOf(log: Resolved, asked: Question): Promise<Selection> {
  const question = permitted(log, asked);
  const { from, to, where } = question;
  const buckets = timedBuckets(from, to, null, log.workspace, log.asOf);
  const codes = await findCodes(log.db, [], where);
  return { log, question, context: factContext(question, log, buckets, codes), codes };
}

/** The condition on a fact's rows, as the KPIs have it. */
export function selected({ question, context, codes }: Selection, fact: FactName): Sql {
  return scopeOf(factOf(fact), question, context, codes);
}
