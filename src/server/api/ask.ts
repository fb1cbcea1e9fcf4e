import { z } from 'zod';
import { countText } from '../../domain/numbers.ts';
import type { Language } from '../../domain/text.ts';
import type { Resolved } from '../../engine/question.ts';
import { answerQuestions, hasData } from '../../insight/ask/answer.ts';
import { askCatalogue } from '../../insight/ask/catalogue/index.ts';
import { chooseQuestions } from '../../insight/ask/choose.ts';
import { adviseFocus, focusQuestion } from '../../insight/ask/focus.ts';
import type { Writers } from '../../insight/ask/in-words.ts';
import { answersToJson, candidatesToJson, playbooksToJson, questionsToJson } from '../../insight/ask/json.ts';
import { proposePlaybook } from '../../insight/ask/proposal.ts';
import type { AskedQuestion } from '../../insight/ask/question.ts';
import { goalStandings } from '../../insight/goals/goals.ts';
import { goalsToJson } from '../../insight/goals/json.ts';
import { findKpi } from '../../kpi/answer.ts';
import { valueFormatter } from '../../kpi/format-value.ts';
import type { Kpi } from '../../kpi/kpi.ts';
import { memberNames } from '../../kpi/names.ts';
import { id, text } from '../http/fields.ts';
import { reads, type Route } from '../http/route.ts';
import { policyOf } from '../insight/seen.ts';
import { withFacts } from '../insight/with-facts.ts';
import { type Asked, askedOf, kpiList, span, split } from './insight-query.ts';

const shared = { tag: 'insight', method: 'get', right: 'insight.read' } as const;

type AskQuery = Asked & { readonly question?: string | undefined; readonly focus?: string | undefined };

const ask = reads<unknown, AskQuery>({
  ...shared,
  id: 'ask',
  path: '/ask',
  summary: {
    en: 'From a question back to at most three KPIs, and whether the record can answer; without one, the questions that there are',
    es: 'De una pregunta a tres KPI como máximo, y si el registro puede responder; sin ella, las preguntas que hay',
  },
  query: z.strictObject({
    question: text(500).optional(),
    focus: kpiList.optional().meta({ description: 'ids of KPIs to steer by, instead of a question' }),
    ...span,
  }),
  handle: async (call) =>
    withFacts(call, policyOf(call.caller), async (log, kpis) => {
      const { language, query } = call;
      const words = (query.question ?? '').trim();
      const asking = askedOf(query, log.workspace, call.caller);
      if (query.focus !== undefined) {
        const chosen = [...new Set(split(query.focus))].map((each) => findKpi(kpis, each));
        const [first = findKpi(kpis, ''), ...others] = chosen;
        return answersJson(call.language, { log, kpis }, [focusQuestion([first, ...others])], asking, true);
      }
      if (words === '') {
        const proposal = await proposePlaybook(log, kpis);
        return questionsToJson(language, await hasData(log, kpis, askCatalogue), proposal);
      }
      const choice = chooseQuestions(words, kpis);
      if (choice.kind === 'candidates') return candidatesToJson(language, choice.candidates);
      return answersJson(language, { log, kpis }, choice.questions, asking, false);
    }),
});

async function answersJson(
  language: Language,
  { log, kpis }: { readonly log: Resolved; readonly kpis: ReadonlyMap<string, Kpi> },
  questions: readonly AskedQuestion[],
  asking: ReturnType<typeof askedOf>,
  isFocus: boolean,
): Promise<object> {
  const answer = await answerQuestions(log, kpis, questions, asking);
  const focus = adviseFocus(answer.questions.flatMap(({ looks }) => looks));
  return answersToJson(await writersOf(language, log), { answer, focus, asking, kpis, isFocus });
}

const playbooks = reads<unknown, { readonly proposal?: 'no' | undefined }>({
  ...shared,
  id: 'playbooks',
  path: '/playbooks',
  summary: {
    en: 'The ways of managing, the KPIs that each looks at first, and which fits the record',
    es: 'Las formas de dirigir, los KPI que cada una mira primero y cuál encaja con el registro',
  },
  query: z.strictObject({
    proposal: z
      .literal('no')
      .optional()
      .meta({ description: 'without which one fits, which takes a look at the record' }),
  }),
  handle: async (call) =>
    call.query.proposal === 'no'
      ? { status: 200, body: playbooksToJson(call.language, null, null) }
      : withFacts(call, policyOf(call.caller), async (log, kpis) =>
          playbooksToJson(call.language, await proposePlaybook(log, kpis), null),
        ),
});

async function writersOf(language: Language, log: Resolved): Promise<Writers> {
  const format = valueFormatter(language, log.workspace.currency);
  const member = await memberNames(log, ['rep', 'team', 'stage'], '–');
  return {
    say: (said) => said[language],
    value: (value, unit) => format({ value }, unit),
    count: (n) => countText(language, n),
    member,
  };
}

type GoalsQuery = {
  readonly all?: 'true' | 'false' | undefined;
  readonly rep?: string | undefined;
  readonly team?: string | undefined;
};

const goalStanding = reads<unknown, GoalsQuery>({
  ...shared,
  id: 'goal_standings',
  path: '/goal-standings',
  summary: {
    en: 'How each goal stands: what is reached, what should be by now, what it will come to, and what is needed',
    es: 'Cómo va cada objetivo: qué se ha alcanzado, qué debería haber ya, a qué llegará y qué hace falta',
  },
  query: z.strictObject({
    all: z.enum(['true', 'false']).optional().meta({ description: 'also those that are over or have not begun' }),
    rep: id.optional(),
    team: id.optional().meta({ description: 'a team, those below it and their reps' }),
  }),
  handle: async (call) =>
    withFacts(call, policyOf(call.caller), async (log, kpis) => {
      const { all, rep, team } = call.query;
      const goals = await goalStandings(log, kpis, {
        all: all === 'true',
        ...(rep === undefined ? {} : { rep }),
        ...(team === undefined ? {} : { team }),
      });
      return goalsToJson(goals);
    }),
});

/** Questions in words, and how goals stand. */
export const askRoutes: readonly Route[] = [ask, playbooks, goalStanding];
