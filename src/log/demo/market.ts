import type { Random } from './random.ts';
import type { Day, Timeline } from './timeline.ts';

export type Source = 'web' | 'referral' | 'event' | 'cold_list' | 'partner';
export type Pitch = 'roi' | 'peer_story' | 'demo_first';
export type Product = 'suite' | 'analitica' | 'movil' | 'conecta';

/** How often a source brings a lead, and factors on the chances of an answer and of a step forward. */
type SourceTraits = { readonly weight: number; readonly reach: number; readonly interest: number };

export const sources: Readonly<Record<Source, SourceTraits>> = {
  web: { weight: 27, reach: 1.02, interest: 1 },
  referral: { weight: 14, reach: 1.18, interest: 1.1 },
  event: { weight: 15, reach: 1.05, interest: 1 },
  cold_list: { weight: 27, reach: 0.4, interest: 0.9 },
  partner: { weight: 17, reach: 1.08, interest: 1.02 },
};

/** The source that reaches well below the others, and the pitch that closes worse. */
export const weakSource: Source = 'cold_list';
export const weakPitch: Pitch = 'demo_first';

/** Factors of a pitch on the chance that a lead goes on and that a deal is won. */
export const pitches: Readonly<Record<Pitch, { readonly interest: number; readonly win: number }>> = {
  roi: { interest: 1.03, win: 1.12 },
  peer_story: { interest: 1, win: 1.12 },
  demo_first: { interest: 0.9, win: 0.45 },
};

const sourceWeights = Object.fromEntries(
  Object.entries(sources).map(([source, { weight }]) => [source, weight]),
) as Record<Source, number>;

/** Where a new lead comes from, what it is about, and how it will be pitched; the same chances for every rep. */
export function drawOrigin(random: Random): { source: Source; product: Product; pitch: Pitch } {
  return {
    source: random.weighted(sourceWeights),
    product: random.weighted({ suite: 40, analitica: 25, movil: 20, conecta: 15 }),
    pitch: random.weighted({ roi: 1, peer_story: 1, demo_first: 1 }),
  };
}

/** The campaign that a source runs on a day; null where leads come without one. */
export function campaignOn(source: Source, day: Day, timeline: Timeline): string | null {
  const { year, month } = timeline.plain(day);
  switch (source) {
    case 'web':
      return `buscadores-${year}-t${Math.ceil(month / 3)}`;
    case 'event':
      return month <= 6 ? `feria-bilbao-${year}` : `feria-madrid-${year}`;
    case 'cold_list':
      return `lista-${month <= 6 ? 'industria' : 'servicios'}-${year}`;
    case 'partner':
      return `red-partners-${year}`;
    case 'referral':
      return null;
  }
}
