import { countText } from '../../domain/numbers.ts';
import { type Diagnosis, diagnose, type Finding } from '../../insight/diagnose/diagnose.ts';
import {
  adjustText,
  counterText,
  evidenceOf,
  explainedText,
  headlineOf,
  notByText,
  tooLittleText,
  whatIfText,
} from '../../insight/diagnose/in-words.ts';
import { diagnosisToJson, writersOf } from '../../insight/diagnose/json.ts';
import type { Text } from '../../domain/text.ts';
import type { OpenLog } from '../../engine/cache.ts';
import type { CliContext } from '../context.ts';
import { type LogOptions, withLog } from '../log-session.ts';
import { memberNames } from '../../kpi/names.ts';
import { bucketPeriod, parseWhere } from '../../kpi/where.ts';
import { deliver } from '../output.ts';
import { printable, wrap } from '../table.ts';

export type DiagnoseOptions = LogOptions & {
  readonly rep: string;
  readonly from?: string;
  readonly to?: string;
  readonly where?: readonly string[];
  readonly format: 'table' | 'json';
  readonly out?: string;
};

/** `tacto diagnose --rep R`: what is done well, what may be wrong, what to adjust. */
export async function diagnoseCommand(context: CliContext, options: DiagnoseOptions): Promise<void> {
  await withLog(context, options, async ({ log, kpis }) => {
    const { filters, bucket } = parseWhere(options.where ?? []);
    const diagnosis = await diagnose(log, kpis, {
      rep: options.rep,
      where: filters,
      ...(options.from === undefined ? {} : { from: options.from }),
      ...(options.to === undefined ? {} : { to: options.to }),
      ...bucketPeriod(bucket, log.workspace, options),
    });
    const text =
      options.format === 'json'
        ? JSON.stringify(diagnosisToJson(context.language, log, diagnosis))
        : await toText(context, log, diagnosis);
    await deliver(`${text}\n`, options.out);
  });
}

async function toText(context: CliContext, log: OpenLog, diagnosis: Diagnosis): Promise<string> {
  const { say, width } = context;
  const writers = writersOf(context.language, log);
  const { question, held, wellDone, mayBeWrong, adjustment } = diagnosis;
  const names = await memberNames(log, ['rep'], '');
  const head = `${printable(names('rep', diagnosis.rep))} · ${question.from} – ${question.to.subtract({ days: 1 })}`;
  const paragraph = (text: string, indent: string, first = indent): string =>
    wrap(text, width - indent.length)
      .map((line, i) => `${i === 0 ? first : indent}${line}`)
      .join('\n');
  const finding = (found: Finding): string =>
    [
      paragraph(say(headlineOf(found)), '    ', '  · '),
      paragraph(say(evidenceOf(found, writers)), '    '),
      ...(found.whatIf === null ? [] : [paragraph(say(whatIfText(found.whatIf, writers)), '    ')]),
    ].join('\n');
  const section = (title: Text, findings: readonly Finding[]): string =>
    findings.length === 0 ? '' : [say(title), ...findings.map(finding)].join('\n');
  const adjust =
    adjustment === null
      ? ''
      : [
          say({ en: 'What to adjust', es: 'Qué ajustar' }),
          paragraph(say(adjustText(adjustment)), '    ', '  → '),
          paragraph(say(counterText(adjustment, writers)), '    '),
        ].join('\n');
  const little = tooLittleText(diagnosis, writers);
  const missing = notByText(diagnosis, writers);
  const rest = [...explainedText(diagnosis, writers), ...[little, missing].filter((text) => text !== null)];
  return [
    head,
    nothing(context, diagnosis),
    section({ en: 'What is done well', es: 'Qué hace bien' }, wellDone),
    section({ en: 'What may be wrong', es: 'Qué puede estar fallando' }, mayBeWrong),
    adjust,
    rest.map((text) => paragraph(say(text), '')).join('\n'),
    held.length === 0 ? '' : paragraph(say(note), ''),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** The one sentence where nothing stands out. */
function nothing({ say, language }: CliContext, { held, wellDone, mayBeWrong }: Diagnosis): string {
  if (held.length === 0) {
    return say({
      en: 'The log has nothing of this rep in the period.',
      es: 'El registro no tiene nada de este comercial en el periodo.',
    });
  }
  if (held.every(({ reps }) => reps < 2)) {
    return say({
      en: 'There is no other rep in the period to hold this one against.',
      es: 'En el periodo no hay otro comercial con quien comparar.',
    });
  }
  if (wellDone.length > 0 || mayBeWrong.length > 0) return '';
  const n = countText(language, held.length);
  return say({
    en: `Nothing stands out from the group beyond chance; KPIs looked at: ${n}.`,
    es: `Nada se distingue del grupo más allá del azar; KPI revisados: ${n}.`,
  });
}

const note: Text = {
  en: 'Held against all reps together. Told is only what chance hardly explains, all KPIs and all reps looked at together, and what differs by a tenth or more; in brackets, 95 %. What goes together need not be the cause.',
  es: 'Frente a todos los comerciales en conjunto. Solo se cuenta lo que el azar apenas explica, con todos los KPI y todos los comerciales mirados a la vez, y lo que difiere en una décima parte o más; entre corchetes, al 95 %. Lo que va unido no tiene por qué ser la causa.',
};
