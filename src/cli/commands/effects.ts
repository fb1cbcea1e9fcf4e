import { countText, localeOf } from '../../domain/numbers.ts';
import type { Text } from '../../domain/text.ts';
import type { OpenLog } from '../../engine/cache.ts';
import { type EffectId, effectIds } from '../../insight/effects/ids.ts';
import { assetName, materialInWords, ratesInWords, standingOut, type Words } from '../../insight/effects/in-words.ts';
import { effectLabels, labelOf } from '../../insight/effects/labels.ts';
import { effectsToJson } from '../../insight/effects/json.ts';
import type { MaterialQuality } from '../../insight/effects/material-quality.ts';
import { type EffectFound, type EffectsFound, findEffects } from '../../insight/effects/models.ts';
import type { FactorRates } from '../../insight/effects/rates.ts';
import type { CliContext } from '../context.ts';
import { valueFormatter } from '../../kpi/format-value.ts';
import { type LogOptions, withLog } from '../log-session.ts';
import { memberNames } from '../../kpi/names.ts';
import { deliver } from '../output.ts';
import { renderTable, wrap } from '../table.ts';
import { bucketPeriod, parseWhere } from '../../kpi/where.ts';

export type EffectsOptions = LogOptions & {
  readonly from?: string;
  readonly to?: string;
  readonly where?: readonly string[];
  readonly format: 'table' | 'json';
  readonly out?: string;
};

/** `tacto effects [ID]`: what source, pitch, rep, product and material each go with, pulled apart from the others. */
export async function effectsCommand(context: CliContext, id: EffectId | null, options: EffectsOptions): Promise<void> {
  await withLog(context, options, async ({ log, kpis }) => {
    const { filters, bucket } = parseWhere(options.where ?? []);
    const asked = {
      where: filters,
      ...(options.from === undefined ? {} : { from: options.from }),
      ...(options.to === undefined ? {} : { to: options.to }),
      ...bucketPeriod(bucket, log.workspace, options),
    };
    const found = await findEffects(log, kpis, asked, id === null ? effectIds : [id]);
    const text = options.format === 'json' ? JSON.stringify(effectsToJson(found)) : await toText(context, log, found);
    await deliver(`${text}\n`, options.out);
  });
}

/** Shares below this have two decimals. */
const small = 0.01;
/** So many levels have a row each; of more, those that stand out. */
const mostRows = 30;

const note: Text = {
  en: 'Associations, not causes: nobody drew lots for who gets which source, pitch or asset. “All else equal” is the rate of a call with everything else at its average, which may be far from the plain share beside it; a level with few records is pulled towards the average. “Nothing beyond chance” does not mean “no difference”. To know whether a change helps, try it on some leads and not on others.',
  es: 'Son asociaciones, no causas: nadie sorteó a quién le toca cada origen, argumento o material. «A igualdad de lo demás» es la tasa de una llamada con todo lo demás en su media, que puede quedar lejos de la proporción simple de al lado; lo que tiene pocos registros se acerca a la media. «Nada más allá del azar» no quiere decir «sin diferencia». Para saber si un cambio ayuda, pruébelo con unos leads y no con otros.',
};

async function toText(context: CliContext, log: OpenLog, found: EffectsFound): Promise<string> {
  const { say, language, width } = context;
  const format = valueFormatter(language, log.workspace.currency);
  const locale = localeOf(language);
  const two = new Intl.NumberFormat(locale, {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  });
  const exact = new Intl.NumberFormat(locale, { style: 'percent', minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const words: Words = {
    count: (n) => countText(language, n),
    share: (value) => (value > 0 && value < small ? exact.format(value) : format({ value }, 'ratio')),
    times: (value) => two.format(value),
    name: await memberNames(log, ['rep', 'stage'], say({ en: '(none)', es: '(ninguno)' })),
  };
  const paragraph = (texts: readonly Text[]): string => texts.flatMap((text) => wrap(say(text), width)).join('\n');
  const bullets = (texts: readonly Text[]): string =>
    texts.flatMap((text) => wrap(say(text), width - 2).map((line, i) => `${i === 0 ? '·' : ' '} ${line}`)).join('\n');
  const title = (text: Text): string => say(text).toLocaleUpperCase(language);
  const block = (effect: EffectFound): string => {
    if (effect.id === 'material_quality') {
      const { material } = effect;
      return `${title(effectLabels[effect.id])}\n${paragraph(materialInWords(material, words))}${materialTable(context, material, words)}`;
    }
    const parts = effect.rates.map(
      ({ model, ...rates }) => `${paragraph(ratesInWords(model, rates, words))}${ratesTable(context, rates, words)}`,
    );
    return `${title(effectLabels[effect.id])}\n${[...new Set(parts)].join('\n\n')}`;
  };
  const standing = found.effects.length < 2 ? [] : found.effects.flatMap((effect) => standingOut(effect, words));
  return [
    paragraph(headOf(found, words)),
    ...(standing.length === 0
      ? []
      : [`${title({ en: 'Beyond chance', es: 'Más allá del azar' })}\n${bullets(standing)}`]),
    ...found.effects.map(block),
    paragraph([note]),
  ].join('\n\n');
}

function headOf({ question, totals }: EffectsFound, { count }: Words): Text[] {
  const { dials, reached, contracts, closing } = totals;
  const period = `${question.from} – ${question.to.subtract({ days: 1 })}`;
  const sums: Text = {
    en: `${period} · calls made ${count(dials)}, reached ${count(reached)}, contracts ${count(contracts)}`,
    es: `${period} · llamadas marcadas ${count(dials)}, contestadas ${count(reached)}, contratos ${count(contracts)}`,
  };
  if (closing === null || closing === contracts) return [sums];
  const rest = count(contracts - closing);
  return [
    sums,
    {
      en: `Contracts to which no reached call leads, so that no effect on closing sees them: ${rest}.`,
      es: `Contratos a los que no lleva ninguna llamada contestada, y que no cuentan en los cierres: ${rest}.`,
    },
  ];
}

function ratesTable({ say, width }: CliContext, { factor, levels }: FactorRates, words: Words): string {
  const { count, share, times, name } = words;
  const shown = levels.length <= mostRows ? levels : levels.filter(({ verdict }) => verdict !== 'within');
  if (shown.length === 0) return '';
  const table = renderTable(
    [
      { title: say(labelOf(factor)) },
      { title: say({ en: 'calls', es: 'llamadas' }), align: 'right' },
      { title: say({ en: 'share', es: 'proporción' }), align: 'right' },
      { title: say({ en: 'all else equal (95 %)', es: 'a igualdad de lo demás (95 %)' }), align: 'right' },
      { title: say({ en: 'of the average', es: 'sobre la media' }), align: 'right' },
    ],
    shown.map(({ level, trials, results, rate, interval: [low, high], index }) => [
      name(factor, level),
      `${count(results)}/${count(trials)}`,
      share(results / trials),
      `${share(rate)} [${share(low)} … ${share(high)}]`,
      `×${times(index)}`,
    ]),
    width,
  );
  return `\n\n${table}`;
}

function materialTable({ say, width }: CliContext, { types, assets }: MaterialQuality, words: Words): string {
  const { count, share, times } = words;
  if (types.length + assets.length === 0) return '';
  const table = renderTable(
    [
      { title: say({ en: 'given', es: 'material' }) },
      { title: say({ en: 'went on', es: 'avanzaron' }), align: 'right' },
      { title: say({ en: 'share', es: 'proporción' }), align: 'right' },
      {
        title: say({ en: 'odds of going on (95 %)', es: 'posibilidades de avanzar (95 %)' }),
        align: 'right',
      },
    ],
    [...types, ...assets].map((one) => [
      one.asset === null ? one.assetType : `  ${assetName(one)}`,
      `${count(one.advanced)}/${count(one.given)}`,
      share(one.advanced / one.given),
      `×${times(one.ratio)} [${times(one.interval[0])} … ${times(one.interval[1])}]`,
    ]),
    width,
  );
  return `\n\n${table}`;
}
