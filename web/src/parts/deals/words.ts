import type { Words } from '../../i18n/words.ts';

/** What is said of open deals wherever they are told of. */
export const dealWords = {
  'deals.deal': { en: 'Deal', es: 'Oportunidad' },
  'deals.account': { en: 'Account', es: 'Cuenta' },
  'deals.rep': { en: 'Rep', es: 'Comercial' },
  'deals.stage': { en: 'Stage', es: 'Etapa' },
  'deals.why': { en: 'Warnings', es: 'Avisos' },
  'deals.close': { en: 'Expected close', es: 'Cierre previsto' },
  'deals.amount': { en: 'Amount', es: 'Importe' },
  'deals.weighted': { en: 'Weighted', es: 'Ponderado' },
  'deals.weighted.of': { en: 'Weighted amount of {{deal}}', es: 'Importe ponderado de {{deal}}' },
  'deals.weighted.meaning': {
    en: 'What the deal counts for in the forecast: its amount, times how likely deals in its stage are won.',
    es: 'Lo que pesa la oportunidad en la previsión: su importe por la probabilidad de ganar que tiene su etapa.',
  },
  'deals.weighted.formula': { en: 'amount × probability of the stage', es: 'importe × probabilidad de la etapa' },
  'deals.sum.formula': {
    en: 'sum of amount × probability of the stage, over the deals below',
    es: 'suma de importe × probabilidad de la etapa de las oportunidades de abajo',
  },
  'deals.pipeline': { en: 'Weighted pipeline', es: 'Cartera ponderada' },
  'deals.atRisk': { en: 'Forecast at risk', es: 'Previsión en riesgo' },
  'deals.atRisk.meaning': {
    en: 'The weighted amounts of open deals that carry at least one warning.',
    es: 'Los importes ponderados de las oportunidades abiertas que llevan al menos un aviso.',
  },
  'deals.all.meaning': {
    en: 'The weighted amounts of the open deals below.',
    es: 'Los importes ponderados de las oportunidades abiertas de abajo.',
  },
  'deals.count.meaning': {
    en: 'The open deals that it is about, each counted once.',
    es: 'Las oportunidades abiertas de que se trata, cada una contada una vez.',
  },
  'deals.share': { en: 'Share at risk', es: 'Parte en riesgo' },
  'deals.share.meaning': {
    en: 'How much of the weighted pipeline lies in deals with at least one warning.',
    es: 'Cuánto de la cartera ponderada está en oportunidades con algún aviso.',
  },
  'deals.share.formula': { en: 'forecast at risk ÷ weighted pipeline', es: 'previsión en riesgo ÷ cartera ponderada' },
} as const satisfies Words;
