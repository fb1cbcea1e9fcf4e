import type { Text } from '../../domain/text.ts';
import type { EffectId } from './ids.ts';
import type { MaterialSilence } from './material-quality.ts';
import type { Model } from './models.ts';
import type { Silence, Verdict } from './rates.ts';

/** What each effect is called. */
export const effectLabels: Readonly<Record<EffectId, Text>> = {
  lead_source_quality: { en: 'Quality of the lead source', es: 'Calidad del origen de leads' },
  company_pitch_quality: { en: 'Quality of the company’s pitch', es: 'Calidad del argumento de la empresa' },
  rep_presentation_quality: {
    en: 'Quality of the rep’s presentation',
    es: 'Calidad de la presentación del comercial',
  },
  product_interest: { en: 'Interest in the product', es: 'Interés por el producto' },
  material_quality: { en: 'Quality of the material', es: 'Calidad del material' },
  reach: { en: 'Who reaches, and when', es: 'Quién contacta y a qué horas' },
};

/** Factors as they stand in a sentence. */
const factorLabels: Readonly<Record<string, Text>> = {
  source: { en: 'source', es: 'origen' },
  pitch: { en: 'pitch', es: 'argumento' },
  rep: { en: 'rep', es: 'comercial' },
  product: { en: 'product', es: 'producto' },
  segment: { en: 'segment', es: 'segmento' },
  team: { en: 'team', es: 'equipo' },
  account: { en: 'account', es: 'cuenta' },
  campaign: { en: 'campaign', es: 'campaña' },
  industry: { en: 'industry', es: 'sector' },
  hour_band: { en: 'hour', es: 'hora' },
  stage: { en: 'stage', es: 'etapa' },
  days: { en: 'length of the stay', es: 'duración de la estancia' },
};

/** @param factor by its name in a model */
export function labelOf(factor: string): Text {
  return factorLabels[factor] ?? { en: factor, es: factor };
}

/** What the trials and results of a model are. */
export const modelLabels: Readonly<Record<Model, Text>> = {
  reach: { en: 'Calls made that reached somebody', es: 'Llamadas marcadas que se contestaron' },
  close: { en: 'Calls reached that closed', es: 'Llamadas contestadas que acabaron en contrato' },
};

/** What an effect beyond chance does. */
export function verdictInWords(model: Model, verdict: Exclude<Verdict, 'within'>): Text {
  if (model === 'reach') {
    return verdict === 'above'
      ? { en: 'reached more often', es: 'se contesta más' }
      : { en: 'reached less often', es: 'se contesta menos' };
  }
  return verdict === 'above'
    ? { en: 'closes more often', es: 'se cierra más' }
    : { en: 'closes less often', es: 'se cierra menos' };
}

/** Why a factor is not told; the name is that of `labelOf`. */
export function silenceInWords(silence: Silence, model: Model, { en, es }: Text): Text {
  switch (silence) {
    case 'no_records':
      return model === 'reach'
        ? { en: 'No calls were made in the period.', es: 'No se hicieron llamadas en el periodo.' }
        : { en: 'No call reached anybody in the period.', es: 'En el periodo no se contestó ninguna llamada.' };
    case 'not_recorded':
      return {
        en: `The log does not record it: no such call has a ${en}.`,
        es: `El registro no lo recoge: ninguna de esas llamadas tiene ${es}.`,
      };
    case 'one_level':
      return {
        en: `There is only one ${en}: nothing to compare.`,
        es: `Solo hay un valor de ${es}: nada que comparar.`,
      };
    case 'no_results':
      return model === 'reach'
        ? { en: 'All calls reached somebody, or none did.', es: 'Se contestaron todas las llamadas o ninguna.' }
        : { en: 'All calls reached closed, or none did.', es: 'Acabaron en contrato todas las contestadas o ninguna.' };
  }
}

/** Why nothing is told of material. */
export const materialSilences: Readonly<Record<MaterialSilence, Text>> = {
  no_records: {
    en: 'No deal left a stage in the period.',
    es: 'Ninguna oportunidad salió de una etapa en el periodo.',
  },
  not_recorded: {
    en: 'The log does not record it: nothing was shared while a deal stood in a stage.',
    es: 'El registro no lo recoge: no se compartió nada mientras una oportunidad estaba en una etapa.',
  },
  no_results: {
    en: 'All deals went on a stage, or none did.',
    es: 'Avanzaron de etapa todas las oportunidades o ninguna.',
  },
};
