import type { Text } from '../../domain/text.ts';
import { type Missing, fieldsInWords, missingThings } from '../../insight/ask/captures.ts';
import type { HasData, LookAnswer, QuestionAnswer } from '../../insight/ask/answer.ts';
import type { Answered } from '../../insight/ask/json.ts';
import { askCatalogue } from '../../insight/ask/catalogue/index.ts';
import { asksForRep, type Asking, commandLine } from '../../insight/ask/commands.ts';
import { answerableTexts, focusTexts, lookTexts, type Writers } from '../../insight/ask/in-words.ts';
import { idOf, labelOfLook } from '../../insight/ask/labels.ts';
import { needsOfBreakdown, needsOfLook } from '../../insight/ask/look-needs.ts';
import { nextCommand } from '../../insight/ask/next.ts';
import { type AskedQuestion, groupIds, groupLabels, type Look } from '../../insight/ask/question.ts';
import type { Needs } from '../../kpi/fact-needs.ts';
import type { Kpi } from '../../kpi/kpi.ts';
import { needsInWords } from '../../kpi/needs.ts';
import type { CliContext } from '../context.ts';
import { pad } from '../table.ts';
import { command, paragraph } from './paragraph.ts';
import { type Fitting, proposalText } from './playbook-page.ts';

type Kpis = ReadonlyMap<string, Kpi>;
const marks: Readonly<Record<HasData, string>> = { all: '●', some: '◐', none: '○' };

/** All questions in their groups; with a log, whether it has what they need, and the playbook that fits. */
export function questionsPage(
  context: CliContext,
  has: ReadonlyMap<AskedQuestion, HasData> | null,
  fitting: Fitting | null,
  data: string | undefined,
): string {
  const { say } = context;
  const room = Math.max(...askCatalogue.map(({ id }) => id.length));
  const line = (question: AskedQuestion): string => {
    const mark = has === null ? ' ' : marks[has.get(question)!];
    const indent = ' '.repeat(room + 6);
    return paragraph(context, say(question.text), indent, `  ${mark} ${pad(question.id, room, 'left')}  `);
  };
  const groups = groupIds.map((group) =>
    [say(groupLabels[group]), ...askCatalogue.filter((question) => question.group === group).map(line)].join('\n'),
  );
  const legend = say({
    en: '● this log has what it needs  ◐ in part  ○ not yet',
    es: '● este registro tiene lo que necesita  ◐ en parte  ○ todavía no',
  });
  const from = ` --data ${command([data ?? 'DIR'])}`;
  const hint = say({
    en: `Ask one: tacto ask why_lose${from}, or in your own words: tacto ask "do we annoy our customers"${from}`,
    es: `Haga una: tacto ask why_lose${from}, o con sus palabras: tacto ask "molestamos a los clientes"${from}`,
  });
  return [
    say({ en: 'Which insight do you want?', es: '¿Qué quiere saber?' }),
    ...groups,
    ...(has === null ? [] : [legend]),
    ...(fitting === null ? [] : [proposalText(context, fitting, data)]),
    paragraph(context, hint),
  ].join('\n\n');
}

/** The questions that words may mean. */
export function candidatesPage(context: CliContext, found: readonly AskedQuestion[]): string {
  const { say } = context;
  const room = Math.max(...found.map(({ id }) => id.length));
  const lines = found.map(({ id, text }) =>
    paragraph(context, say(text), ' '.repeat(room + 4), `  ${pad(id, room, 'left')}  `),
  );
  const title = say({ en: 'Which of these do you mean?', es: '¿A cuál de estas se refiere?' });
  return [title, ...lines].join('\n');
}

/** Questions without a log: their KPIs, what these need and how that is captured. */
export function plansPage(
  context: CliContext,
  kpis: Kpis,
  questions: readonly AskedQuestion[],
  asking: Asking,
): string {
  const { say } = context;
  const each = questions.map((question) => {
    const looks = question.looks.map((look, i) => {
      const needs = say(needsInWords([...needsOfLook(look, kpis), ...needsOfBreakdown(look)]));
      return lookBlock(context, kpis, look, i, [say({ en: `Needs: ${needs}.`, es: `Necesita: ${needs}.` })], asking);
    });
    return [titleOf(context, question), ...looks, readingText(context, question)].join('\n\n');
  });
  const hint = say({
    en: 'With --data DIR it says whether your log can answer, and what the answer is.',
    es: 'Con --data DIR dice si su registro puede responder y cuál es la respuesta.',
  });
  return [...each, hint].join('\n\n');
}

/** Questions, or KPIs to steer by, answered from a log. */
export function answersPage(
  context: CliContext,
  writers: Writers,
  { answer: log, focus, asking, kpis, isFocus }: Answered,
): string {
  const { say } = context;
  const span = `${log.from} – ${log.to.subtract({ days: 1 })}`;
  const each = log.questions.map((question) => {
    const { looks, answerable, question: asked } = question;
    const blocks = looks.map((look, i) => {
      const texts = lookTexts(look, writers).map(say);
      const honest = isFocus ? counterText(context, kpis, look) : [];
      return lookBlock(context, kpis, look.look, i, [...texts, ...honest], asking);
    });
    const lacking = captureText(
      context,
      looks.flatMap(({ missing, missingBreakdown }) => [...missing, ...missingBreakdown]),
    );
    const head = isFocus
      ? say(asked.text)
      : `${titleOf(context, asked)}\n${say(answerableTexts[answerable])} · ${span}`;
    const tail = isFocus ? [] : [readingText(context, asked), nextText(context, question, asking)];
    return [isFocus ? `${head} · ${span}` : head, ...blocks, lacking, ...tail]
      .filter((part) => part !== '')
      .join('\n\n');
  });
  const lines = log.questions.flatMap(({ looks }) => looks.map(({ look }) => commandLine(look.run, asking)));
  const named = lines.some((line) => line.some((word) => asksForRep(word))) ? [paragraph(context, say(repText))] : [];
  const advice = isFocus ? focus : { ...focus, oneSided: null };
  const warnings = focusTexts(advice, writers).map((text) => paragraph(context, say(text), '  ', '! '));
  return [...each, ...named, ...warnings].join('\n\n');
}

const repText: Text = {
  en: 'REP stands for the id of a rep; with --where rep=ID it is filled in.',
  es: 'REP es el identificador de un comercial; con --where rep=ID se rellena solo.',
};

function titleOf({ say }: CliContext, { id, text }: AskedQuestion): string {
  return `${say(text)}  (${id})`;
}

function lookBlock(
  context: CliContext,
  kpis: Kpis,
  look: Look,
  i: number,
  texts: readonly string[],
  asking: Asking,
): string {
  const { say } = context;
  return [
    `  ${i + 1}  ${say(labelOfLook(look, kpis))} (${idOf(look.subject)})`,
    ...(say(look.why) === say(labelOfLook(look, kpis)) ? [] : [paragraph(context, say(look.why), '     ')]),
    ...texts.map((text) => paragraph(context, text, '       ', '     → ')),
    `     $ ${command(commandLine(look.run, asking))}`,
  ].join('\n');
}

function counterText({ say }: CliContext, kpis: Kpis, { look: { subject } }: LookAnswer): string[] {
  const counter = subject.kind === 'kpi' ? kpis.get(kpis.get(subject.id)!.counter) : undefined;
  if (counter === undefined) return [];
  return [
    say({
      en: `Kept honest by: ${say(counter.label)} (${counter.id}).`,
      es: `Lo equilibra: ${say(counter.label)} (${counter.id}).`,
    }),
  ];
}

function captureText(context: CliContext, missing: Needs): string {
  const things = missingThings([...new Set(missing)]);
  if (things.length === 0) return '';
  const { say } = context;
  const line = ({ name: id, capture }: Missing): string => {
    const name = say(needsInWords([id]));
    if (capture === null) return paragraph(context, `${name}: ${say(noRecord)}`, '    ', '  · ');
    const fields = fieldsInWords(capture);
    return paragraph(context, `${name}: ${say(capture.habit)}${fields === null ? '' : ` (${fields})`}`, '    ', '  · ');
  };
  const heading = say({ en: 'How to capture what is missing', es: 'Cómo capturar lo que falta' });
  return [heading, ...things.map(line)].join('\n');
}

const noRecord: Text = {
  en: 'no record has it; check how it is written in kpis.yaml',
  es: 'ningún registro lo tiene; compruebe cómo está escrito en kpis.yaml',
};

function readingText(context: CliContext, { reading }: AskedQuestion): string {
  const { say } = context;
  return paragraph(context, `${say({ en: 'How to read it:', es: 'Cómo se lee:' })} ${say(reading)}`);
}

function nextText({ say }: CliContext, question: QuestionAnswer, asking: Asking): string {
  const next = nextCommand(question, asking);
  return next === null ? '' : `${say({ en: 'Next:', es: 'Siguiente paso:' })} ${command(next)}`;
}
