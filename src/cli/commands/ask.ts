import { countText } from '../../domain/numbers.ts';
import type { OpenLog } from '../../engine/cache.ts';
import { answerQuestions, hasData } from '../../insight/ask/answer.ts';
import { askCatalogue } from '../../insight/ask/catalogue/index.ts';
import { chooseQuestions } from '../../insight/ask/choose.ts';
import type { Asking } from '../../insight/ask/commands.ts';
import { adviseFocus, focusQuestion } from '../../insight/ask/focus.ts';
import type { Writers } from '../../insight/ask/in-words.ts';
import {
  answersToJson,
  candidatesToJson,
  plansToJson,
  playbooksToJson,
  questionsToJson,
} from '../../insight/ask/json.ts';
import { proposePlaybook } from '../../insight/ask/proposal.ts';
import { findKpi } from '../../kpi/answer.ts';
import { catalogue } from '../../kpi/catalogue/index.ts';
import { valueFormatter } from '../../kpi/format-value.ts';
import type { Kpi } from '../../kpi/kpi.ts';
import type { PlaybookId } from '../../kpi/playbooks.ts';
import { bucketPeriod, parseWhere, split } from '../../kpi/where.ts';
import { answersPage, candidatesPage, plansPage, questionsPage } from '../ask/page.ts';
import { playbooksPage } from '../ask/playbook-page.ts';
import type { CliContext } from '../context.ts';
import { type LogOptions, withLog } from '../log-session.ts';
import { memberNames } from '../../kpi/names.ts';
import { deliver } from '../output.ts';

export type AskOptions = Partial<LogOptions> & {
  readonly from?: string;
  readonly to?: string;
  readonly where?: readonly string[];
  /** True: all four. */
  readonly playbook?: PlaybookId | true;
  readonly focus?: string;
  readonly format: 'table' | 'json';
  readonly out?: string;
};

/** What is asked: nothing (the list), the playbooks, KPIs to steer by, or questions. */
type Wanted =
  | { readonly kind: 'list' }
  | { readonly kind: 'playbook'; readonly only: PlaybookId | null }
  | { readonly kind: 'focus'; readonly ids: readonly string[] }
  | { readonly kind: 'questions'; readonly words: string };

/** What is said: for people, and for programs. */
type Said = { readonly page: () => string; readonly json: () => object };

/** `tacto ask`: from the question back to at most three KPIs, and whether this log can answer. */
export async function askCommand(context: CliContext, words: readonly string[], options: AskOptions): Promise<void> {
  const wanted = wantedOf(words.join(' ').trim(), options);
  const { data } = options;
  const said =
    data === undefined
      ? withoutLog(context, wanted)
      : await withLog(context, { ...options, data }, ({ log, kpis }) =>
          fromLog({ context, log, kpis, options, wanted }),
        );
  await deliver(`${options.format === 'json' ? JSON.stringify(said.json()) : said.page()}\n`, options.out);
}

function wantedOf(words: string, { playbook, focus }: AskOptions): Wanted {
  if (focus !== undefined) return { kind: 'focus', ids: [...new Set(split(focus))] };
  if (playbook !== undefined) return { kind: 'playbook', only: playbook === true ? null : playbook };
  return words === '' ? { kind: 'list' } : { kind: 'questions', words };
}

/** What can be said without a log: the questions, their KPIs and what these need. */
function withoutLog(context: CliContext, wanted: Wanted): Said {
  const { language } = context;
  const kpis = new Map(catalogue.map((kpi) => [kpi.id, kpi]));
  if (wanted.kind === 'list') {
    return {
      page: () => questionsPage(context, null, null, undefined),
      json: () => questionsToJson(language, null, null),
    };
  }
  if (wanted.kind === 'playbook') {
    return {
      page: () => playbooksPage(context, kpis, null, wanted.only, undefined),
      json: () => playbooksToJson(language, null, wanted.only),
    };
  }
  const choice = choiceOf(wanted, kpis);
  if (choice.kind === 'candidates') return candidates(context, choice);
  const asking: Asking = { where: [], data: 'DIR' };
  return {
    page: () => plansPage(context, kpis, choice.questions, asking),
    json: () => plansToJson(language, kpis, choice.questions, asking),
  };
}

type Session = {
  readonly context: CliContext;
  readonly log: OpenLog;
  readonly kpis: ReadonlyMap<string, Kpi>;
  readonly options: AskOptions;
  readonly wanted: Wanted;
};

async function fromLog({ context, log, kpis, options, wanted }: Session): Promise<Said> {
  const { language } = context;
  const writers = await writersOf(context, log);
  if (wanted.kind === 'list') {
    const proposal = await proposePlaybook(log, kpis);
    const has = await hasData(log, kpis, askCatalogue);
    return {
      page: () => questionsPage(context, has, { proposal, writers }, options.data),
      json: () => questionsToJson(language, has, proposal),
    };
  }
  if (wanted.kind === 'playbook') {
    const proposal = await proposePlaybook(log, kpis);
    return {
      page: () => playbooksPage(context, kpis, { proposal, writers }, wanted.only, options.data),
      json: () => playbooksToJson(language, proposal, wanted.only),
    };
  }
  const choice = choiceOf(wanted, kpis);
  if (choice.kind === 'candidates') return candidates(context, choice);
  const asking = askingOf(log, options);
  const answer = await answerQuestions(log, kpis, choice.questions, asking);
  const focus = adviseFocus(answer.questions.flatMap(({ looks }) => looks));
  const answered = { answer, focus, asking, kpis, isFocus: wanted.kind === 'focus' };
  return { page: () => answersPage(context, writers, answered), json: () => answersToJson(writers, answered) };
}

function candidates(
  context: CliContext,
  { candidates: found }: Extract<ReturnType<typeof chooseQuestions>, { readonly kind: 'candidates' }>,
): Said {
  return { page: () => candidatesPage(context, found), json: () => candidatesToJson(context.language, found) };
}

function choiceOf(
  wanted: Extract<Wanted, { readonly kind: 'focus' | 'questions' }>,
  kpis: ReadonlyMap<string, Kpi>,
): ReturnType<typeof chooseQuestions> {
  if (wanted.kind === 'questions') return chooseQuestions(wanted.words, kpis);
  const [first, ...others] = wanted.ids.map((id) => findKpi(kpis, id));
  return { kind: 'questions', questions: [focusQuestion([first ?? findKpi(kpis, ''), ...others])] };
}

/** @throws UserError `bad_where`, `bad_date` */
function askingOf(log: OpenLog, { data, asOf, from, to, where }: AskOptions): Asking {
  const dates = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
  const { filters, bucket } = parseWhere(where ?? []);
  return {
    where: filters,
    ...(data === undefined ? {} : { data }),
    ...(asOf === undefined ? {} : { asOf }),
    ...dates,
    ...bucketPeriod(bucket, log.workspace, dates),
  };
}

async function writersOf({ say, language }: CliContext, log: OpenLog): Promise<Writers> {
  const format = valueFormatter(language, log.workspace.currency);
  const names = await memberNames(log, ['rep', 'team', 'stage'], '–');
  return { say, value: (value, unit) => format({ value }, unit), count: (n) => countText(language, n), member: names };
}
