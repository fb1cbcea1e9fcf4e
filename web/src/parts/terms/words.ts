import type { Words } from '../../i18n/words.ts';

/** What the log's own words are called. */
export const termWords = {
  'asset.brochure': { en: 'brochure', es: 'folleto' },
  'asset.case_study': { en: 'case study', es: 'caso de éxito' },
  'asset.demo_video': { en: 'demo video', es: 'vídeo de demostración' },
  'asset.price_list': { en: 'price list', es: 'lista de precios' },
  'asset.roi_sheet': { en: 'return on investment', es: 'hoja de retorno' },
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
