import type { Words } from '../../i18n/words.ts';

/** What the log's own words are called. */
export const termWords = {
  'dimension.rep': { en: 'rep', es: 'comercial' },
  'dimension.team': { en: 'team', es: 'equipo' },
  'dimension.source': { en: 'source', es: 'origen' },
  'dimension.segment': { en: 'segment', es: 'segmento' },
  'dimension.product': { en: 'product', es: 'producto' },
  'dimension.pitch': { en: 'pitch', es: 'argumento de venta' },
  'dimension.campaign': { en: 'campaign', es: 'campaña' },
  'dimension.industry': { en: 'industry', es: 'sector' },
  'dimension.hour_band': { en: 'hour', es: 'hora' },
  'dimension.stage': { en: 'stage', es: 'etapa' },
  'dimension.days': { en: 'length of the stay', es: 'duración de la estancia' },
} as const satisfies Words;
