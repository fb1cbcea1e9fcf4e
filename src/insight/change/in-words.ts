import type { Text } from '../../domain/text.ts';
import type { TrendGrain } from './series.ts';
import type { Change, TrendSignal } from './trend.ts';
import { fewestForLimits } from './xmr.ts';

/** Writes values of the KPI, and buckets by their first day. */
export type Writers = { readonly value: (value: number | null) => string; readonly bucket: (label: string) => string };

const several: Readonly<Record<TrendGrain, Text>> = {
  week: { en: 'weeks', es: 'semanas' },
  month: { en: 'months', es: 'meses' },
};

/** What a signal says, with the figures behind it. */
export function signalInWords(signal: TrendSignal, grain: TrendGrain, { value, bucket }: Writers): Text {
  const { kind, direction, from, to, values, ongoing, level, rest } = signal;
  const isUp = direction === 'up';
  const span = `${bucket(from)} – ${bucket(to)}`;
  const { en, es } = several[grain];
  const inARow = grain === 'week' ? 'seguidas' : 'seguidos';
  const still = ongoing ? { en: ', and still so', es: ', y sigue así' } : { en: '', es: '' };
  switch (kind) {
    case 'outlier':
      return values === 1
        ? {
            en: `${bucket(from)}: ${value(level)}, ${isUp ? 'above' : 'below'} what is usual`,
            es: `${bucket(from)}: ${value(level)}, por ${isUp ? 'encima' : 'debajo'} de lo habitual`,
          }
        : {
            en: `${span}: ${values} ${en} ${isUp ? 'above' : 'below'} what is usual${still.en}: ${value(level)} on average`,
            es: `${span}: ${values} ${es} por ${isUp ? 'encima' : 'debajo'} de lo habitual${still.es}: ${value(level)} de media`,
          };
    case 'shift':
      return {
        en: `${span}: ${values} ${en} in a row ${isUp ? 'above' : 'below'} the mean${still.en}: ${value(level)} on average, ${value(rest)} otherwise`,
        es: `${span}: ${values} ${es} ${inARow} por ${isUp ? 'encima' : 'debajo'} de la media${still.es}: ${value(level)} de media, ${value(rest)} en el resto`,
      };
    case 'trend':
      return {
        en: `${span}: ${values} ${en} in a row, each ${isUp ? 'higher' : 'lower'} than the one before${still.en}`,
        es: `${span}: ${values} ${es} ${inARow}, siempre ${isUp ? 'al alza' : 'a la baja'}${still.es}`,
      };
  }
}

/** That a series has too few whole buckets with a value. */
export function tooFewInWords(known: number, grain: TrendGrain): Text {
  const { en, es } = several[grain];
  return {
    en: `too few for limits: whole ${en} with a value ${known}, at least ${fewestForLimits} are needed`,
    es: `muy poco para los límites: ${es} ${grain === 'week' ? 'completas' : 'completos'} con valor ${known}, hacen falta al menos ${fewestForLimits}`,
  };
}

/** Whether a difference is more than chance. */
export function changeInWords({ difference, interval, method }: Change): Text {
  if (difference === null) return { en: 'not known on one side', es: 'no se sabe de un lado' };
  if (difference === 0) return { en: 'no change', es: 'sin cambio' };
  if (method === 'census')
    return { en: 'counted in full at both moments', es: 'contado por completo en ambos momentos' };
  if (interval === null) return { en: 'too little to say', es: 'muy poco para decirlo' };
  if (interval[0] > 0 || interval[1] < 0) return { en: 'more than chance', es: 'más que azar' };
  return { en: 'chance explains it', es: 'lo explica el azar' };
}
