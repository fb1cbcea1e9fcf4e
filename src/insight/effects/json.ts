import type { Entangled } from './entangled.ts';
import type { MaterialOdds, MaterialQuality } from './material-quality.ts';
import type { EffectsFound } from './models.ts';
import type { FactorRates } from './rates.ts';

/** The public shape of effects (docs/json.md). */
export function effectsToJson({ question, asOf, timezone, level, totals, effects }: EffectsFound): object {
  return {
    period: { from: question.from.toString(), to: question.to.toString(), timezone, as_of: asOf.toString() },
    confidence: level,
    totals: {
      dials: totals.dials,
      dials_reached: totals.reached,
      contracts: totals.contracts,
      closing: totals.closing,
    },
    effects: effects.map((effect) =>
      effect.id === 'material_quality'
        ? { id: effect.id, ...materialJson(effect.material) }
        : {
            id: effect.id,
            rates: effect.rates.map(({ model, ...rates }) => ({ model, ...ratesJson(rates) })),
          },
    ),
  };
}

function ratesJson({ adjustedFor, levels, entangled, ...rest }: FactorRates): object {
  const side = ({ factor, level }: Entangled['one']): object => ({ factor, member: level === '' ? null : level });
  return {
    ...rest,
    adjusted_for: adjustedFor,
    members: levels.map(({ level, ...rate }) => ({ member: level, ...rate })),
    entangled: entangled.map(({ one, other, shared }) => ({ one: side(one), other: side(other), shared })),
  };
}

function materialJson({ adjustedFor, types, assets, ...rest }: MaterialQuality): object {
  const odds = ({ assetType, asset, given, advanced, ratio, interval, chance, verdict }: MaterialOdds): object => ({
    asset_type: assetType,
    ...(asset === null ? {} : { asset }),
    given,
    advanced,
    odds_ratio: ratio,
    interval,
    chance,
    verdict,
  });
  return { ...rest, adjusted_for: adjustedFor, types: types.map(odds), assets: assets.map(odds) };
}
