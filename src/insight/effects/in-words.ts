import { languages, type Text } from '../../domain/text.ts';
import type { Entangled } from './entangled.ts';
import { effectLabels, labelOf, materialSilences, modelLabels, silenceInWords, verdictInWords } from './labels.ts';
import type { MaterialOdds, MaterialQuality } from './material-quality.ts';
import type { EffectFound, Model } from './models.ts';
import type { FactorRates, Verdict } from './rates.ts';

/** Writes numbers as a language does, and members with their names. */
export type Words = {
  readonly count: (n: number) => string;
  readonly share: (value: number) => string;
  readonly times: (value: number) => string;
  readonly name: (factor: string, level: string | null) => string;
};

/** Below so many results only large differences can show. */
export const fewResults = 50;
/** So many names stand in a sentence. */
const mostNames = 8;
/** What one effect has beyond chance, a line each: “Interest in the product: closes more often: suite (×1.30)”. */
export function standingOut(effect: EffectFound, words: Words): Text[] {
  const { en, es } = effectLabels[effect.id];
  const found =
    effect.id === 'material_quality'
      ? materialStanding(effect.material, words)
      : effect.rates.flatMap(({ model, ...rates }) => ratesStanding(model, rates, words));
  return found.map(({ said, names }) => ({
    en: `${en}: ${said.en}: ${names.en}`,
    es: `${es}: ${said.es}: ${names.es}`,
  }));
}

/** What one factor of a model says, first of all what is beyond chance. */
export function ratesInWords(model: Model, rates: FactorRates, words: Words): Text[] {
  const { factor, trials, results, missing, average, levels, silence } = rates;
  const { count, share } = words;
  const of = labelOf(factor);
  if (silence !== null || average === null) return [silenceInWords(silence ?? 'no_results', model, of)];
  const others = listOf(rates.adjustedFor);
  const typical = share(average.rate);
  const plain = `${count(results)}/${count(trials)} (${share(results / trials)})`;
  return [
    {
      en: `${modelLabels[model].en}, by ${of.en}: ${plain}${others === null ? '' : `; with ${others.en} at their average ${typical}`}.`,
      es: `${modelLabels[model].es}, por ${of.es}: ${plain}${others === null ? '' : `; con ${others.es} en su media, ${typical}`}.`,
    },
    ...ratesStanding(model, rates, words).map(beyondChance),
    ...chanceLine(
      levels.filter(({ verdict }) => verdict === 'within').map(({ level }) => words.name(factor, level)),
      levels.length,
      words,
    ),
    ...(results < fewResults ? [few(count(results))] : []),
    ...entangledLines(rates, words),
    ...(missing === 0
      ? []
      : [
          {
            en: `Calls without a ${of.en}, which take no part: ${count(missing)}.`,
            es: `Llamadas sin ${of.es}, que no entran: ${count(missing)}.`,
          },
        ]),
  ];
}

/** What goes with giving material, first of all what is beyond chance. */
export function materialInWords(material: MaterialQuality, words: Words): Text[] {
  const { stays, advanced, adjustedFor, types, assets, untold, silence } = material;
  const { count, share } = words;
  if (silence !== null) return [materialSilences[silence]];
  const others = listOf(adjustedFor);
  const all = [...types, ...assets];
  const judged = all.filter(({ verdict }) => verdict !== 'too_little');
  const little = all.filter(({ verdict }) => verdict === 'too_little').map(assetName);
  const plain = `${count(advanced)}/${count(stays)} (${share(advanced / stays)})`;
  return [
    {
      en: `Stays of deals in a stage that ended further on, or won: ${plain}${others === null ? '' : `; with ${others.en} held equal`}.`,
      es: `Estancias de oportunidades en una etapa que acabaron más adelante, o ganadas: ${plain}${others === null ? '' : `; a igualdad de ${others.es}`}.`,
    },
    ...materialStanding(material, words).map(beyondChance),
    ...chanceLine(judged.filter(({ verdict }) => verdict === 'within').map(assetName), judged.length, words),
    ...(judged.some(({ verdict, interval: [low, high] }) => verdict === 'within' && (low > 1 || high < 1))
      ? [
          {
            en: 'Some intervals leave out ×1 all the same: of so many, a few do by chance.',
            es: 'Algún intervalo deja fuera el ×1 aun así: entre tantos, alguno lo hace por azar.',
          },
        ]
      : []),
    ...(little.length === 0
      ? []
      : [
          {
            en: `Given in too few stays to say, or in too many: ${little.join(', ')}`,
            es: `En muy pocas estancias para decirlo, o en casi todas: ${little.join(', ')}`,
          },
        ]),
    ...(advanced < fewResults ? [few(count(advanced))] : []),
    ...(untold === 0
      ? []
      : [
          {
            en: `Assets and types not told, given less often or in every stay: ${count(untold)}.`,
            es: `Materiales y tipos que no se muestran, por darse menos o en todas las estancias: ${count(untold)}.`,
          },
        ]),
  ];
}

/** An asset with its type, or a type. */
export function assetName({ assetType, asset }: Pick<MaterialOdds, 'assetType' | 'asset'>): string {
  return asset === null ? assetType : `${asset} (${assetType})`;
}

function ratesStanding(model: Model, { factor, levels }: FactorRates, words: Words): Standing[] {
  return standingOf(
    (verdict) => verdictInWords(model, verdict),
    (verdict) =>
      levels
        .filter((one) => one.verdict === verdict)
        .map(({ level, index }) => `${words.name(factor, level)} (×${words.times(index)})`),
    words,
  );
}

function materialStanding({ types, assets }: MaterialQuality, words: Words): Standing[] {
  return standingOf(
    (verdict) =>
      verdict === 'below'
        ? { en: 'deals go on less often where given', es: 'las oportunidades avanzan menos donde se dio' }
        : { en: 'deals go on more often where given', es: 'las oportunidades avanzan más donde se dio' },
    (verdict) =>
      [...types, ...assets]
        .filter((one) => one.verdict === verdict)
        .map((one) => `${assetName(one)} (×${words.times(one.ratio)})`),
    words,
  );
}

/** What levels beyond chance do, and their names. */
type Standing = { readonly said: Text; readonly names: Text };

/** What lies below and what above, where there is any. */
function standingOf(
  said: (verdict: Exclude<Verdict, 'within'>) => Text,
  found: (verdict: Verdict) => readonly string[],
  { count }: Words,
): Standing[] {
  return (['below', 'above'] as const).flatMap((verdict) => {
    const list = found(verdict);
    if (list.length === 0) return [];
    const more = list.length - mostNames;
    const first = list.slice(0, mostNames).join(', ');
    const names: Text = {
      en: `${first}${more > 0 ? ` and ${count(more)} more` : ''}`,
      es: `${first}${more > 0 ? ` y ${count(more)} más` : ''}`,
    };
    return [{ said: said(verdict), names }];
  });
}

function beyondChance({ said, names }: Standing): Text {
  const capital = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1);
  return {
    en: `${capital(said.en)}, beyond chance: ${names.en}`,
    es: `${capital(said.es)}, más allá del azar: ${names.es}`,
  };
}

function chanceLine(names: readonly string[], all: number, { count }: Words): Text[] {
  if (names.length === 0) return [];
  if (names.length === all) return [{ en: 'Nothing beyond chance.', es: 'Nada más allá del azar.' }];
  const list = names.length <= mostNames ? names.join(', ') : null;
  return [
    {
      en: `Nothing beyond chance: ${list ?? `the other ${count(names.length)}`}`,
      es: `Nada más allá del azar: ${list ?? `los otros ${count(names.length)}`}`,
    },
  ];
}

function few(results: string): Text {
  return {
    en: `Few results (${results}): only large differences can show.`,
    es: `Pocos resultados (${results}): solo pueden verse grandes diferencias.`,
  };
}

function entangledLines({ factor, entangled }: FactorRates, words: Words): Text[] {
  const more = entangled.length - mostNames;
  return [
    ...entangled.slice(0, mostNames).map((pair) => entangledLine(factor, pair, words)),
    ...(more > 0
      ? [{ en: `… and ${words.count(more)} more such pairs`, es: `… y ${words.count(more)} pares más` }]
      : []),
  ];
}

function entangledLine(factor: string, { one, other, shared }: Entangled, { name, share }: Words): Text {
  const pair = (one.factor === factor ? [one, other] : [other, one]).map(({ factor: of, level }): Text => {
    const called = name(of, level === '' ? null : level);
    return { en: `${labelOf(of).en} ${called}`, es: `${labelOf(of).es} ${called}` };
  });
  const [own, foreign] = pair as [Text, Text];
  return {
    en: `Cannot be told apart: ${own.en} and ${foreign.en}. Of the calls of either, ${share(shared)} are of both; what one is given, the other loses.`,
    es: `No se pueden distinguir: ${own.es} y ${foreign.es}. De las llamadas de uno u otro, el ${share(shared)} son de ambos; lo que se atribuye a uno se le quita al otro.`,
  };
}

/** Factors as a list; null without any. */
function listOf(factors: readonly string[]): Text | null {
  if (factors.length === 0) return null;
  const [en, es] = languages.map((language) => factors.map((factor) => labelOf(factor)[language]).join(', '));
  return { en: en!, es: es! };
}
