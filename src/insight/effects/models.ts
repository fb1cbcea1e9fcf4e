import type { Question, Resolved } from '../../engine/question.ts';
import { answerKpis, type KpiQuestion } from '../../kpi/answer.ts';
import type { Kpi } from '../../kpi/kpi.ts';
import { closeCounts } from './close.ts';
import { totalsOf } from './counts.ts';
import { type EffectId, effectIds } from './ids.ts';
import { type MaterialQuality, materialQuality } from './material-quality.ts';
import { type FactorRates, ratesBy } from './rates.ts';
import { reachCounts } from './reach.ts';
import { selectionOf } from './selection.ts';

/** `reach`: whether a call made reaches somebody; `close`: whether a call that reached somebody closes. */
export type Model = 'reach' | 'close';

/** One effect: the factors that it is read off, each from its model; of `material_quality` the odds. */
export type EffectFound =
  | {
      readonly id: Exclude<EffectId, 'material_quality'>;
      readonly rates: readonly (FactorRates & { readonly model: Model })[];
    }
  | { readonly id: 'material_quality'; readonly material: MaterialQuality };

/** What was asked and found. */
export type EffectsFound = {
  readonly question: Question;
  readonly asOf: Temporal.Instant;
  readonly timezone: string;
  /** Of the intervals. */
  readonly level: number;
  /** The KPIs of the period: `contracts` less `closing` are those that no call of the selection led to. */
  readonly totals: {
    readonly dials: number;
    readonly reached: number;
    readonly contracts: number;
    /** Calls that closed; null when no effect asked for needs them. */
    readonly closing: number | null;
  };
  readonly effects: readonly EffectFound[];
};

/** Where each effect is read off. */
const sources: Readonly<Record<Exclude<EffectId, 'material_quality'>, readonly (readonly [Model, string])[]>> = {
  lead_source_quality: [
    ['reach', 'source'],
    ['close', 'source'],
  ],
  company_pitch_quality: [['close', 'pitch']],
  rep_presentation_quality: [['close', 'rep']],
  product_interest: [['close', 'product']],
  reach: [
    ['reach', 'rep'],
    ['reach', 'hour_band'],
  ],
};

/** The KPIs whose records the models of rates are made of. */
const parts = ['dials', 'dials_reached', 'contracts'] as const;

/**
 * Pulls effects apart: reach on source, rep and hour band, close on source, pitch, rep, product and segment, and what goes with giving
 * material. They are associations: who gets which pitch, source or asset was not drawn by lot.
 * @param level of the intervals, such as 0.95
 * @throws UserError `unknown_dimension`, `unknown_member`, `bad_date`, `empty_period`
 */
export async function findEffects(
  log: Resolved,
  kpis: ReadonlyMap<string, Kpi>,
  asked: Pick<KpiQuestion, 'from' | 'to' | 'where'>,
  ids: readonly EffectId[] = effectIds,
  level = 0.95,
): Promise<EffectsFound> {
  const answer = await answerKpis(log, kpis, { ...asked, kpis: parts });
  const { question, asOf, timezone } = answer;
  const [dials, reached, contracts] = answer.rows[0]!.values.map(({ value }) => value ?? 0) as [number, number, number];
  const selection = await selectionOf(log, question);
  const needs = (model: Model): boolean =>
    ids.some((id) => id !== 'material_quality' && sources[id].some(([of]) => of === model));
  const reach = needs('reach') ? await reachCounts(selection) : null;
  const close = needs('close') ? await closeCounts(selection) : null;
  const rates = { reach: reach && ratesBy(reach, level), close: close && ratesBy(close, level) };
  const effects: EffectFound[] = [];
  for (const id of ids) {
    if (id === 'material_quality') effects.push({ id, material: await materialQuality(selection, level) });
    else effects.push({ id, rates: sources[id].map(([model, factor]) => ({ model, ...rates[model]!(factor) })) });
  }
  const closing = close === null ? null : totalsOf(close.rows).results;
  return { question, asOf, timezone, level, totals: { dials, reached, contracts, closing }, effects };
}
