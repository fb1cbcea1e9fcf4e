import { creditsOf } from '../../kpi/credit.ts';
import { checkNeeds, needsInWords, needsOf } from '../../kpi/needs.ts';
import { findKpi } from '../../kpi/answer.ts';
import { catalogue } from '../../kpi/catalogue/index.ts';
import { categoryWords, kindWords } from '../../kpi/definition.ts';
import type { Kpi } from '../../kpi/kpi.ts';
import { statementFor } from '../../kpi/statement.ts';
import { questions } from '../../kpi/questions.ts';
import { thresholdInWords, thresholdsOf, thresholdValue } from '../../kpi/thresholds.ts';
import type { Text } from '../../domain/text.ts';
import { defaultWorkspace, type Thresholds } from '../../domain/workspace.ts';
import type { CliContext } from '../context.ts';
import { type LogOptions, withLog } from '../log-session.ts';
import { renderTable } from '../table.ts';

const directions: Readonly<Record<'higher' | 'lower' | 'none', Text>> = {
  higher: { en: 'higher is better', es: 'más es mejor' },
  lower: { en: 'lower is better', es: 'menos es mejor' },
  none: { en: 'neither more nor less is better in itself', es: 'ni más ni menos es mejor por sí mismo' },
};

/** `tacto explain`: lists every KPI. */
export function listKpis(context: CliContext): void {
  for (const question of questions) {
    context.out(`\n${context.say(question.text)}`);
    const kpis = catalogue.filter((kpi) => kpi.answers.includes(question.id));
    context.out(
      renderTable(
        [{ title: 'id' }, { title: 'KPI' }],
        kpis.map((kpi) => [kpi.id, context.say(kpi.label)]),
        context.width,
      ),
    );
  }
}

/** `tacto explain ID`: what a KPI means, how it is computed and what it needs; with a log also the SQL and what is missing. */
export async function explainCommand(context: CliContext, id: string, options: Partial<LogOptions>): Promise<void> {
  const { data } = options;
  if (data === undefined) {
    const kpi = findKpi(new Map(catalogue.map((k) => [k.id, k])), id);
    context.out(definition(context, kpi, defaultWorkspace.thresholds));
    return;
  }
  await withLog(context, { ...options, data }, async ({ log, kpis }) => {
    const kpi = findKpi(kpis, id);
    context.out(definition(context, kpi, log.workspace.thresholds));
    const [ready] = await checkNeeds(log, [kpi]);
    const missing = ready?.missing ?? [];
    context.out(
      missing.length === 0
        ? context.say({ en: 'This log has what it needs.', es: 'Este registro tiene lo que necesita.' })
        : context.say({
            en: `This log lacks: ${needsInWords(missing).en}.`,
            es: `A este registro le falta: ${needsInWords(missing).es}.`,
          }),
    );
    const where = context.say({
      en: 'SQL, by rep over the whole log; it runs in DuckDB on',
      es: 'SQL, por comercial y todo el registro; se ejecuta en DuckDB sobre',
    });
    context.out(`\n-- ${where} ${log.cacheFile}\n${await statementFor(log, kpis, kpi)};`);
  });
}

function definition(context: CliContext, kpi: Kpi, thresholds: Thresholds): string {
  const { say } = context;
  const asked = questions.filter((question) => kpi.answers.includes(question.id));
  const lines: [string, string][] = [
    [say({ en: 'Formula', es: 'Fórmula' }), say(kpi.formulaText)],
    [say({ en: 'Kind', es: 'Tipo' }), say(kindWords[kpi.kind])],
    [say({ en: 'Category', es: 'Categoría' }), say(categoryWords[kpi.category])],
    [say({ en: 'Direction', es: 'Sentido' }), say(directions[kpi.better ?? 'none'])],
    ...(kpi.counter === ''
      ? []
      : [[say({ en: 'Kept honest by', es: 'Lo equilibra' }), kpi.counter] as [string, string]]),
    ...asked.map((question): [string, string] => [say({ en: 'Answers', es: 'Responde a' }), say(question.text)]),
    [say({ en: 'Credited to', es: 'Se atribuye a' }), creditsOf(kpi).map(say).join('; ')],
    [say({ en: 'Dimensions', es: 'Dimensiones' }), kpi.dimensions.join(', ')],
    ...thresholdsOf(kpi).map((name): [string, string] => [
      say({ en: 'Threshold', es: 'Umbral' }),
      `${thresholdInWords(name, thresholds, context.language)} (${name}, ${whose(context, name, thresholds)})`,
    ]),
    [say({ en: 'Needs', es: 'Necesita' }), say(needsInWords(needsOf(kpi)))],
  ];
  const width = Math.max(...lines.map(([title]) => title.length));
  return [
    `${say(kpi.label)} (${kpi.id})`,
    say(kpi.explanation),
    '',
    ...lines.map(([title, text]) => `${title.padEnd(width)}  ${text}`),
    '',
  ].join('\n');
}

/** Whose value a threshold has: the default, or the log's own beside it. */
function whose({ language, say }: CliContext, name: keyof Thresholds, thresholds: Thresholds): string {
  const usual = thresholdValue(name, defaultWorkspace.thresholds, language);
  return thresholds[name] === defaultWorkspace.thresholds[name]
    ? say({ en: 'the default', es: 'valor por defecto' })
    : say({ en: `set in this log; default ${usual}`, es: `fijado en este registro; por defecto ${usual}` });
}
