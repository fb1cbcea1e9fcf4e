import type { Filter, Resolved } from '../../engine/question.ts';
import { periodOf } from '../../kpi/answer.ts';
import type { Needs } from '../../kpi/fact-needs.ts';
import type { Kpi } from '../../kpi/kpi.ts';
import { checkNeeds, missingOf } from '../../kpi/needs.ts';
import { needsOfBreakdown, needsOfLook } from './look-needs.ts';
import type { AskedQuestion, Look } from './question.ts';
import { knows, type Page, type Shown, shownOf } from './shown.ts';

/** What a log lacks for a look: for its figure, and for the breakdown of that. */
export type Lacks = { readonly missing: Needs; readonly missingBreakdown: Needs };

/** What the log says to one look: what it lacks, or the figure; neither when the look is not known by what was filtered. */
export type LookAnswer = Lacks & {
  readonly look: Look;
  readonly shown: Shown | null;
};

/** `yes`: every look has what it needs and a figure that can be used; `partly`: some; `no`: none. */
export type Answerable = 'yes' | 'partly' | 'no';

export type QuestionAnswer = {
  readonly question: AskedQuestion;
  readonly looks: readonly LookAnswer[];
  readonly answerable: Answerable;
};

export type LogAnswer = {
  readonly questions: readonly QuestionAnswer[];
  readonly from: Temporal.PlainDate;
  readonly to: Temporal.PlainDate;
  readonly asOf: Temporal.Instant;
  readonly timezone: string;
};

export type Period = {
  readonly from?: string | Temporal.PlainDate;
  readonly to?: string | Temporal.PlainDate;
};

/**
 * Answers questions from a log: of each look what is missing, or its figure with what chance leaves open.
 * @throws UserError as `answerKpis`
 */
export async function answerQuestions(
  log: Resolved,
  kpis: ReadonlyMap<string, Kpi>,
  questions: readonly AskedQuestion[],
  asked: Period & { readonly where: readonly Filter[] },
): Promise<LogAnswer> {
  const looks = questions.flatMap((question) => question.looks);
  const lacks = await missingOfLooks(log, kpis, looks);
  const span = await periodOf(log, asked.from, asked.to);
  const page: Page = { log, kpis, span, where: asked.where };
  const open = looks.filter((look, i) => lacks[i]!.missing.length === 0 && knows(page, look));
  const shown = await shownOf(page, open);
  const answers = new Map(
    looks.map((look, i) => [look, { look, ...lacks[i]!, shown: shown.get(look) ?? null }] as const),
  );
  return {
    ...span,
    asOf: log.asOf,
    timezone: log.workspace.timezone,
    questions: questions.map((question) => {
      const own = question.looks.map((look) => answers.get(look)!);
      return { question, looks: own, answerable: answerableOf(own) };
    }),
  };
}

/** What a log lacks for each of several looks. */
export async function missingOfLooks(
  log: Resolved,
  kpis: ReadonlyMap<string, Kpi>,
  looks: readonly Look[],
): Promise<readonly Lacks[]> {
  const needs = looks.flatMap((look) => [needsOfLook(look, kpis), needsOfBreakdown(look)]);
  const missing = await missingOf(log, needs);
  const named = looks.flatMap(({ subject }) => (subject.kind === 'kpi' ? [kpis.get(subject.id)!] : []));
  // An own KPI may also ask for a member that nobody is.
  const strangers = new Map((await checkNeeds(log, named)).map((ready) => [ready.kpi.id, ready.missing]));
  return looks.map(({ subject }, i) => {
    const own = subject.kind === 'kpi' ? (strangers.get(subject.id) ?? []) : [];
    return { missing: [...new Set([...missing[2 * i]!, ...own])], missingBreakdown: missing[2 * i + 1]! };
  });
}

/** Whether a look has its figure and its breakdown. */
function isWhole({ shown, missingBreakdown }: LookAnswer): boolean {
  return shown !== null && missingBreakdown.length === 0;
}

/** Whether a figure is narrow enough, or rests on enough, to act on, and can be broken down. */
export function isUsable(answer: LookAnswer): boolean {
  const { shown } = answer;
  if (shown === null || !isWhole(answer)) return false;
  if (shown.kind === 'kpi') return shown.usable.grade === 'sure';
  if (shown.kind === 'goals') return shown.standing.size > 0;
  return shown.kind === 'records' ? shown.needed === null : shown.deals > 0;
}

function answerableOf(looks: readonly LookAnswer[]): Answerable {
  const n = looks.filter(isUsable).length;
  return n === looks.length ? 'yes' : !looks.some(isWhole) ? 'no' : 'partly';
}

/** Of which of a question's looks the log has what they need. */
export type HasData = 'all' | 'some' | 'none';

/** Whether the log has what questions need, without answering them. */
export async function hasData(
  log: Resolved,
  kpis: ReadonlyMap<string, Kpi>,
  questions: readonly AskedQuestion[],
): Promise<ReadonlyMap<AskedQuestion, HasData>> {
  const looks = questions.flatMap((question) => question.looks);
  const lacks = await missingOfLooks(log, kpis, looks);
  const isLacking = ({ missing, missingBreakdown }: Lacks): boolean => missing.length + missingBreakdown.length > 0;
  const lacking = new Set(looks.filter((_, i) => isLacking(lacks[i]!)));
  return new Map(
    questions.map((question) => {
      const n = question.looks.filter((look) => !lacking.has(look)).length;
      return [question, n === question.looks.length ? 'all' : n === 0 ? 'none' : 'some'] as const;
    }),
  );
}
