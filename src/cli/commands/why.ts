import { type Chain, explainDifference, type Factor, type Outcome, type Why } from '../../insight/parts/why.ts';
import { wholeParts } from '../../insight/parts/shapley.ts';
import { whyToJson } from '../../insight/parts/json.ts';
import type { Text } from '../../domain/text.ts';
import { labelOf } from '../../insight/effects/labels.ts';
import type { OpenLog } from '../../engine/cache.ts';
import type { Kpi } from '../../kpi/kpi.ts';
import type { CliContext } from '../context.ts';
import { valueFormatter } from '../../kpi/format-value.ts';
import { type LogOptions, withLog } from '../log-session.ts';
import { memberNames } from '../../kpi/names.ts';
import { deliver } from '../output.ts';
import { spanText } from '../format-span.ts';
import { renderTable, wrap } from '../table.ts';
import { bucketPeriod, parseWhere } from '../../kpi/where.ts';

export type WhyOptions = LogOptions & {
  readonly rep?: string;
  readonly playbook: Chain;
  readonly mix?: string;
  readonly from?: string;
  readonly to?: string;
  readonly where?: readonly string[];
  readonly format: 'table' | 'json';
  readonly out?: string;
};

/** `tacto why contracts --rep R`: where a difference comes from. */
export async function whyCommand(context: CliContext, outcome: Outcome, options: WhyOptions): Promise<void> {
  await withLog(context, options, async ({ log, kpis }) => {
    const { filters, bucket } = parseWhere(options.where ?? []);
    const why = await explainDifference(log, kpis, {
      outcome,
      chain: options.playbook,
      where: filters,
      ...(options.rep === undefined ? {} : { rep: options.rep }),
      ...(options.mix === undefined ? {} : { mix: options.mix }),
      ...(options.from === undefined ? {} : { from: options.from }),
      ...(options.to === undefined ? {} : { to: options.to }),
      ...bucketPeriod(bucket, log.workspace, options),
    });
    const text =
      options.format === 'json' ? JSON.stringify(whyToJson(log, why)) : await toText(context, log, kpis, why, options);
    await deliver(`${text}\n`, options.out);
  });
}

const verdicts: Readonly<Record<Factor['verdict'], Text>> = {
  above: { en: 'higher, more than by chance', es: 'más alto, más que por azar' },
  below: { en: 'lower, more than by chance', es: 'más bajo, más que por azar' },
  within: { en: 'chance does as much', es: 'el azar hace lo mismo' },
  too_little: { en: 'too little to say', es: 'muy poco para decirlo' },
};

/** The verdicts on a mix: it makes more or less of the outcome. */
const mixVerdicts: Readonly<Record<Factor['verdict'], Text>> = {
  ...verdicts,
  above: { en: 'another mix, more than by chance', es: 'otra composición, más que por azar' },
  below: { en: 'another mix, more than by chance', es: 'otra composición, más que por azar' },
};

async function toText(
  context: CliContext,
  log: OpenLog,
  kpis: ReadonlyMap<string, Kpi>,
  why: Why,
  { rep }: WhyOptions,
): Promise<string> {
  const { say, language } = context;
  const { outcome, question, earlier, before, after, difference, factors, mix, skipped } = why;
  const format = valueFormatter(language, log.workspace.currency);
  const isMoney = outcome.id === 'contract_volume';
  const amount = (value: number): string => format({ value }, isMoney ? 'money' : 'per');
  const change = (value: number): string => `${value > 0 ? '+' : value < 0 ? '−' : ''}${amount(Math.abs(value))}`;
  // As shown, the parts add up to the difference too.
  const step = isMoney ? 1 : 0.1;
  const shown = wholeParts(
    factors.map(({ part }) => part),
    Math.round(difference / step) * step,
    step,
  ).map((whole) => whole * step);
  const partOf = (factor: Factor): number => shown[factors.indexOf(factor)]!;
  const label = (id: string): string => say(kpis.get(id)!.label);
  const names = await memberNames(log, ['rep'], '');
  const sides =
    earlier === null
      ? [say({ en: 'the others, over as many days', es: 'los demás, en los mismos días' }), names('rep', rep ?? null)]
      : [spanText(language, earlier), spanText(language, question)];
  const factorName = ({ to, of }: Factor): string =>
    to === 'mix'
      ? say({ en: `Mix by ${labelOf(mix!.by).en}`, es: `Composición por ${labelOf(mix!.by).es}` })
      : of === null
        ? label(to)
        : to === 'contract_volume'
          ? say({ en: 'Size of a contract', es: 'Tamaño de un contrato' })
          : `${label(to)} / ${label(of)}`;
  const factorValue = ({ to, of, before: was, after: is }: Factor, value: number | null): string => {
    if (value === null) return '–';
    if (of !== null && to === 'contract_volume') return format({ value }, 'money');
    // Both sides in one unit: 1.6 beside 97 % would look like less.
    return format({ value }, of === null || Math.max(was ?? 0, is ?? 0) > 1 ? 'per' : 'ratio');
  };
  const table = renderTable(
    [
      { title: say({ en: 'factor', es: 'factor' }), wraps: true },
      { title: sides[0]!, align: 'right' },
      { title: sides[1]!, align: 'right' },
      { title: say({ en: 'makes', es: 'aporta' }), align: 'right' },
      { title: say({ en: 'is it more than noise?', es: '¿es más que ruido?' }), wraps: true },
    ],
    [
      ...factors.map((factor) => [
        factorName(factor),
        factorValue(factor, factor.before),
        factorValue(factor, factor.after),
        change(partOf(factor)),
        say((factor.to === 'mix' ? mixVerdicts : verdicts)[factor.verdict]),
      ]),
      [say(outcome.label), amount(before), amount(after), change(difference), ''],
    ],
    context.width,
  );
  const notes = [
    say({
      en: 'Each factor’s part is the mean of what it changes over all orders in which the factors can change (Shapley); the parts add up to the difference. A part is a share of what happened, not proof of its cause.',
      es: 'La parte de cada factor es la media de lo que cambia en todos los órdenes en que los factores pueden cambiar (Shapley); las partes suman la diferencia. Una parte es una porción de lo ocurrido, no prueba de su causa.',
    }),
    ...(mix === null
      ? []
      : [
          say({
            en: 'The verdicts on rates look at each group by itself, so that another mix does not count as another rate.',
            es: 'Los veredictos sobre las tasas miran cada grupo por separado, para que otra composición no cuente como otra tasa.',
          }),
        ]),
    ...(skipped.length === 0
      ? []
      : [
          say({
            en: `Left out, for one side has none: ${skipped.map(label).join(', ')}.`,
            es: `Se deja fuera, porque un lado no tiene: ${skipped.map(label).join(', ')}.`,
          }),
        ]),
  ];
  const told = mix === null ? [] : [await mixTable(context, log, kpis, why, sides)];
  const period = spanText(language, question);
  const head = `${say(outcome.label)} · ${
    earlier === null
      ? period
      : say({
          en: `${period} against ${spanText(language, earlier)}, the same weekdays`,
          es: `${period} frente a ${spanText(language, earlier)}, los mismos días de la semana`,
        })
  }`;
  const beyond = factors
    .filter(({ verdict }) => verdict === 'above' || verdict === 'below')
    .toSorted((a, b) => Math.abs(b.part) - Math.abs(a.part))
    .map((factor) => `${factorName(factor)} (${change(partOf(factor))})`)
    .join(', ');
  const first =
    beyond === ''
      ? say({
          en: `${change(difference)} in all. No factor differs by more than chance: nothing here needs a cause yet.`,
          es: `${change(difference)} en total. Ningún factor difiere más que por azar: aún no hay nada que pida una causa.`,
        })
      : say({
          en: `${change(difference)} in all. More than noise: ${beyond}.`,
          es: `${change(difference)} en total. Más que ruido: ${beyond}.`,
        });
  return `${[head, wrap(first, context.width).join('\n'), table, ...told].join('\n\n')}\n\n${notes.flatMap((note) => wrap(note, context.width)).join('\n')}`;
}

/** What each side is made of. */
async function mixTable(
  { say, language, width }: CliContext,
  log: OpenLog,
  kpis: ReadonlyMap<string, Kpi>,
  { mix, factors }: Why,
  sides: readonly string[],
): Promise<string> {
  const { by, groups } = mix!;
  const format = valueFormatter(language, log.workspace.currency);
  const names = await memberNames(log, [by], say({ en: '(none)', es: '(ninguno)' }));
  const share = (value: number): string => format({ value }, 'ratio');
  const rows = groups.map(({ members, before, after }) => [
    members.map((member) => names(by, member)).join(', '),
    share(before),
    share(after),
  ]);
  const of = say(kpis.get(factors[0]!.to)!.label);
  const title = say({ en: `${of}, by ${labelOf(by).en}`, es: `${of}, por ${labelOf(by).es}` });
  const columns = sides.map((side) => ({ title: side, align: 'right' as const }));
  return renderTable([{ title, wraps: true }, ...columns], rows, width);
}
