import { countText } from '../../domain/numbers.ts';
import { compareKpi, type Exposure, type KpiComparison } from '../../insight/compare/compare-kpi.ts';
import { verdictInWords } from '../../insight/compare/in-words.ts';
import { comparisonToJson } from '../../insight/compare/json.ts';
import { UserError } from '../../domain/errors.ts';
import type { Text } from '../../domain/text.ts';
import type { OpenLog } from '../../engine/cache.ts';
import type { CliContext } from '../context.ts';
import { valueFormatter } from '../../kpi/format-value.ts';
import { type LogOptions, withLog } from '../log-session.ts';
import { memberNames } from '../../kpi/names.ts';
import { deliver } from '../output.ts';
import { renderTable, wrap } from '../table.ts';
import { bucketPeriod, parseWhere } from '../../kpi/where.ts';

export type CompareOptions = LogOptions & {
  readonly by: string;
  readonly from?: string;
  readonly to?: string;
  readonly where?: readonly string[];
  readonly format: 'table' | 'json';
  readonly out?: string;
};

/** `tacto compare KPI --by rep`: who differs from the group by more than chance. */
export async function compareCommand(context: CliContext, id: string, options: CompareOptions): Promise<void> {
  if (id.includes(',')) throw onlyOne(id);
  await withLog(context, options, async ({ log, kpis }) => {
    const { filters, bucket } = parseWhere(options.where ?? []);
    const comparison = await compareKpi(log, kpis, id, {
      by: options.by,
      where: filters,
      ...(options.from === undefined ? {} : { from: options.from }),
      ...(options.to === undefined ? {} : { to: options.to }),
      ...bucketPeriod(bucket, log.workspace, options),
    });
    const text =
      options.format === 'json' ? JSON.stringify(comparisonToJson(comparison)) : await toText(context, log, comparison);
    await deliver(`${text}\n`, options.out);
  });
}

function onlyOne(ids: string): UserError {
  const [first = ''] = ids.split(',');
  return new UserError({
    code: 'bad_option',
    message: { en: `One KPI is compared at a time, not ${ids}.`, es: `Se compara un KPI cada vez, no ${ids}.` },
    fix: { en: `Begin with ${first}.`, es: `Empiece por ${first}.` },
  });
}

const perDay: Text = { en: 'a day', es: 'al día' };
const perQuarter: Text = { en: 'a quarter', es: 'al trimestre' };
const quarterDays = 91;
const sizes: Readonly<Record<Exposure, Text>> = {
  trials: { en: 'x/n', es: 'x/n' },
  events: { en: 'x/n', es: 'x/n' },
  days: { en: 'x/days', es: 'x/días' },
};

async function toText(context: CliContext, log: OpenLog, comparison: KpiComparison): Promise<string> {
  const { say, language } = context;
  const { kpi, by, question, exposure, below, funnel, members } = comparison;
  const format = valueFormatter(language, log.workspace.currency);
  const unit = exposure === 'days' ? 'per' : kpi.unit;
  // What happens less than once a day is told for a quarter.
  const isRare = exposure === 'days' && funnel !== null && funnel.target < 1;
  const per = exposure !== 'days' ? '' : ` ${say(isRare ? perQuarter : perDay)}`;
  const value = (number: number | null): string =>
    format({ value: number === null ? null : number * (isRare ? quarterDays : 1) }, unit);
  const range = (ends: readonly [number, number] | null): string =>
    ends === null ? '–' : `${value(ends[0])} … ${value(ends[1])}`;
  const number = (n: number): string => countText(language, n);
  const names = await memberNames(log, [by], '');
  const isAlone = members.filter(({ standing }) => standing.sample.n > 0).length < 2;
  const table = renderTable(
    [
      { title: by, wraps: true },
      { title: `${say(kpi.label)}${per}`, align: 'right' },
      { title: say(sizes[exposure]), align: 'right' },
      { title: say({ en: 'chance alone (95 %)', es: 'solo azar (95 %)' }), align: 'right' },
      { title: say({ en: 'best guess (95 %)', es: 'mejor estimación (95 %)' }), align: 'right' },
      { title: say({ en: 'verdict', es: 'veredicto' }), wraps: true },
    ],
    members.map(({ member, standing }) => {
      const { sample, limits95, pooled } = standing;
      return [
        names(by, member),
        value(sample.n > 0 ? sample.x / sample.n : null),
        `${number(sample.x)}/${number(sample.n)}`,
        range(limits95),
        pooled === null ? '–' : `${value(pooled.value)} [${range(pooled.interval)}]`,
        isAlone ? '–' : say(verdictInWords(standing, { exposure, below, target: funnel?.target ?? null }, number)),
      ];
    }),
    context.width,
  );
  const group = funnel === null ? '–' : `${value(funnel.target)}${per}`;
  const spread =
    funnel === null || funnel.dispersion <= 1
      ? ''
      : say({
          en: ` It swings ${Math.sqrt(funnel.dispersion).toFixed(1)} times as much as by chance alone: the limits are that much wider.`,
          es: ` Oscila ${Math.sqrt(funnel.dispersion).toFixed(1).replace('.', ',')} veces lo que haría solo el azar: los límites son tanto más anchos.`,
        });
  const head = `${say(kpi.label)} · ${question.from} – ${question.to.subtract({ days: 1 })} · ${say({ en: 'the group', es: 'el grupo' })} ${group}`;
  const note = isAlone
    ? say({
        en: 'There are no two members with records: nobody is compared with anybody.',
        es: 'No hay dos miembros con registros: no se compara a nadie con nadie.',
      })
    : say({
        en: `Not a ranking: whoever has few records swings most. “Chance alone” is where a member like all the others would lie; the best guess borrows from the group where there is little.${spread}`,
        es: `No es una clasificación: quien tiene pocos registros oscila más. «Solo azar» es dónde estaría un miembro igual que los demás; la mejor estimación toma del grupo donde hay poco.${spread}`,
      });
  return `${head}\n\n${table}\n\n${wrap(note, context.width).join('\n')}`;
}
