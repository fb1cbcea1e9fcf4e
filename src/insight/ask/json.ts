import type { Language, Text } from '../../domain/text.ts';
import type { Needs } from '../../kpi/fact-needs.ts';
import type { Kpi } from '../../kpi/kpi.ts';
import { type PlaybookId, playbooks as allPlaybooks } from '../../kpi/playbooks.ts';
import type { HasData, LogAnswer, LookAnswer, QuestionAnswer } from './answer.ts';
import { missingThings } from './captures.ts';
import { askCatalogue } from './catalogue/index.ts';
import { type Asking, commandLine } from './commands.ts';
import type { FocusAdvice } from './focus.ts';
import { lookTexts, type Writers } from './in-words.ts';
import { idOf, labelOfLook } from './labels.ts';
import { needsOfBreakdown, needsOfLook } from './look-needs.ts';
import { nextCommand } from './next.ts';
import type { Fit, Proposal, SignFound } from './proposal.ts';
import type { AskedQuestion, Look } from './question.ts';

type Kpis = ReadonlyMap<string, Kpi>;
type Say = (text: Text) => string;

function sayIn(language: Language): Say {
  return (text) => text[language];
}

/** The public shape of all questions (docs/json.md); without a log nothing is said of it. */
export function questionsToJson(
  language: Language,
  has: ReadonlyMap<AskedQuestion, HasData> | null,
  proposal: Proposal | null,
): object {
  const say = sayIn(language);
  const questions = askCatalogue.map((question) => ({
    id: question.id,
    group: question.group,
    text: say(question.text),
    looks: question.looks.map(({ subject }) => idOf(subject)),
    data: has?.get(question) ?? null,
  }));
  return { questions, proposed: proposal?.proposed ?? null };
}

/** The questions that words may mean. */
export function candidatesToJson(language: Language, found: readonly AskedQuestion[]): object {
  return { questions: [], candidates: found.map(({ id, text }) => ({ id, text: text[language] })) };
}

/** Questions without a log: what each look needs. */
export function plansToJson(
  language: Language,
  kpis: Kpis,
  questions: readonly AskedQuestion[],
  asking: Asking,
): object {
  const say = sayIn(language);
  return {
    questions: questions.map((question) => ({
      ...headOf(say, question),
      looks: question.looks.map((look) => ({
        ...lookHead(say, kpis, look, asking),
        needs: [...needsOfLook(look, kpis), ...needsOfBreakdown(look)],
        capture: captureOf(say, [...needsOfLook(look, kpis), ...needsOfBreakdown(look)]),
      })),
    })),
  };
}

/** Questions answered from a log, or KPIs to steer by. */
export type Answered = {
  readonly answer: LogAnswer;
  readonly focus: FocusAdvice;
  readonly asking: Asking;
  readonly kpis: Kpis;
  readonly isFocus: boolean;
};

export function answersToJson(
  { say, ...writers }: Writers,
  { answer, focus, asking, kpis, isFocus }: Answered,
): object {
  const { from, to, asOf, timezone, questions } = answer;
  // Members by their ids: their names are for people.
  const plain: Writers = { ...writers, say, member: (_, member) => member };
  const looksOf = ({ looks }: QuestionAnswer): object[] =>
    looks.map((found) => ({
      ...lookHead(say, kpis, found.look, asking),
      missing: found.missing,
      missing_breakdown: found.missingBreakdown,
      capture: captureOf(say, [...found.missing, ...found.missingBreakdown]),
      figure: figureOf(found.shown),
      texts: lookTexts(found, plain).map(say),
    }));
  return {
    period: { from: from.toString(), to: to.toString(), timezone, as_of: asOf.toString() },
    ...(isFocus
      ? { looks: questions.flatMap(looksOf) }
      : {
          questions: questions.map((question) => ({
            ...headOf(say, question.question),
            answerable: question.answerable,
            looks: looksOf(question),
            next: nextCommand(question, asking),
          })),
        }),
    focus: {
      chosen: focus.chosen,
      too_many: focus.isTooMany,
      begin_with: focus.keep,
      one_sided: focus.oneSided,
    },
  };
}

function headOf(say: Say, { id, group, text, reading }: AskedQuestion): object {
  return { id, group, text: say(text), reading: say(reading) };
}

function lookHead(say: Say, kpis: Kpis, look: Look, asking: Asking): object {
  const { subject, run, why } = look;
  return {
    kind: subject.kind,
    id: idOf(subject),
    ...(subject.kind === 'flags' ? { flags: subject.flags } : {}),
    label: say(labelOfLook(look, kpis)),
    why: say(why),
    command: commandLine(run, asking),
  };
}

function captureOf(say: Say, missing: Needs): object[] {
  return missingThings(missing).map(({ name, capture }) => ({
    name,
    how: capture === null ? null : say(capture.habit),
    fields: capture === null ? {} : capture.fields,
  }));
}

function figureOf(shown: LookAnswer['shown']): object | null {
  switch (shown?.kind) {
    case undefined:
      return null;
    case 'kpi': {
      const { value, perMonth, usable, days, members } = shown;
      const { value: number, numerator, denominator, pending, interval, n } = value;
      return {
        value: number,
        ...(numerator === undefined ? {} : { numerator, denominator }),
        ...(pending === undefined ? {} : { pending }),
        interval,
        n,
        per_month: perMonth,
        sureness: usable.grade,
        needed: usable.needed,
        needed_is_least: usable.atLeast,
        days_to_come: days,
        members,
      };
    }
    case 'records':
      return {
        of: shown.kpi.id,
        n: shown.records,
        sureness: shown.needed === null ? 'sure' : 'rough',
        needed: shown.needed,
      };
    case 'goals':
      return { standing: Object.fromEntries(shown.standing) };
    case 'flags': {
      const { deals, flagged, weighted, atRisk } = shown;
      return {
        value: weighted > 0 ? atRisk / weighted : null,
        deals,
        flagged,
        weighted_pipeline: weighted,
        at_risk: atRisk,
      };
    }
  }
}

/** The playbooks, and how each fits the log. */
export function playbooksToJson(language: Language, proposal: Proposal | null, only: PlaybookId | null): object {
  const say = sayIn(language);
  const shown = allPlaybooks.filter(({ id }) => only === null || id === only);
  return {
    proposed: proposal?.proposed ?? null,
    for_want_of_signs: proposal?.isThin ?? null,
    playbooks: shown.map(({ id, label, philosophy, fits, beware, focus, questions }) => {
      const fit = proposal?.fits.find(({ playbook }) => playbook.id === id);
      return {
        id,
        label: say(label),
        philosophy: say(philosophy),
        fits: say(fits),
        beware: say(beware),
        focus,
        questions,
        signs: fit === undefined ? null : fit.signs.map((found) => signJson(say, found)),
        lacking: fit === undefined ? null : lackingJson(fit),
      };
    }),
  };
}

function signJson(say: Say, { sign, figure, holds }: SignFound): object {
  const { figure: id, text, bound } = sign;
  return {
    figure: id,
    text: say(text),
    ...bound,
    value: figure?.value ?? null,
    interval: figure?.interval ?? null,
    n: figure?.n ?? null,
    holds,
  };
}

function lackingJson({ lacking }: Fit): object {
  return Object.fromEntries(lacking.map(({ kpi, missing }) => [kpi.id, missing]));
}
