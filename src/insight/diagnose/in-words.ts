import type { Text } from '../../domain/text.ts';
import type { Unit } from '../../kpi/kpi.ts';
import type { Interval } from '../statistics/intervals.ts';
import { advice } from './advice.ts';
import type { Adjustment, Diagnosis, Finding } from './diagnose.ts';
import type { Held } from './held.ts';
import type { Mix } from './mix.ts';
import { type Gain, quarterDays } from './what-if.ts';

/** Writes labels and numbers as a language does. */
export type Writers = {
  readonly say: (text: Text) => string;
  readonly value: (value: number | null, unit: Unit) => string;
  readonly count: (n: number) => string;
};

/** What a finding says to the rep. */
export function headlineOf({ look, isGood }: Finding): Text {
  return isGood ? advice[look.kpi].good : advice[look.kpi].bad;
}

/** What it rests on: the KPI, the rep's value and its interval, the counts, the group's value and what chance does. */
export function evidenceOf(found: Finding, writers: Writers): Text {
  const { look, kpi, interval, limits95, group, chance, mixes } = found;
  const unit = unitOf(found);
  const value = (v: number | null): string => writers.value(v === null ? null : v * scaleOf(found), unit);
  const range = (ends: Interval): string => `${value(ends[0])} … ${value(ends[1])}`;
  const label = writers.say(kpi.label);
  const own = `${value(found.value)}${interval === null ? '' : ` [${range(interval)}]`}`;
  const counts = countsOf(found, writers);
  const odds = chanceText(chance, writers);
  const alone =
    limits95 === null
      ? { en: '', es: '' }
      : { en: `; chance alone ${range(limits95)}`, es: `; solo por azar ${range(limits95)}` };
  const per =
    look.way === 'week'
      ? { en: ' a quarter', es: ' al trimestre' }
      : look.way === 'slower'
        ? { en: ' days', es: ' días' }
        : { en: '', es: '' };
  const within = withinText(mixes);
  return {
    en: `${label} ${own}${per.en} (${counts.en}); the group ${value(group)}${alone.en}. More than noise: chance does as much ${odds.en}${within.en}.`,
    es: `${label} ${own}${per.es} (${counts.es}); el grupo ${value(group)}${alone.es}. Es más que ruido: el azar hace lo mismo ${odds.es}${within.es}.`,
  };
}

/** Accounts are counted, and told as a share of those looked at; events a day are told for a quarter. */
function unitOf({ look, kpi }: Held): Unit {
  return look.way === 'looks' ? 'ratio' : look.way === 'week' ? 'per' : kpi.unit;
}

function scaleOf({ look }: Held): number {
  return look.way === 'week' ? quarterDays : 1;
}

function countsOf({ look, numerator, denominator }: Held, { count }: Writers): Text {
  const [x, n] = [count(numerator), count(denominator)];
  switch (look.way) {
    case 'week':
      return { en: `${x} in ${n} days`, es: `${x} en ${n} días` };
    case 'looks':
      return {
        en: `${x} of ${n} looks at an account, month by month`,
        es: `${x} de ${n} revisiones de una cuenta, mes a mes`,
      };
    case 'slower':
      return {
        en: `${x} of ${n} won deals took longer than the group’s median`,
        es: `${x} de ${n} oportunidades ganadas tardaron más que la mediana del grupo`,
      };
    default:
      return { en: `${x} of ${n}`, es: `${x} de ${n}` };
  }
}

function chanceText(chance: number, { count }: Writers): Text {
  if (chance < 0.0001) {
    return { en: `in fewer than 1 of ${count(10_000)} cases`, es: `en menos de 1 de cada ${count(10_000)} casos` };
  }
  const of = count(Math.round(1 / chance));
  return { en: `in 1 of ${of} cases`, es: `en 1 de cada ${of} casos` };
}

const mixNames: Readonly<Record<Mix['by'], Text>> = {
  source: { en: 'sources', es: 'orígenes' },
  segment: { en: 'segments', es: 'segmentos' },
};

function withinText(mixes: readonly Mix[]): Text {
  if (mixes.length === 0) return { en: '', es: '' };
  const list = listOf(mixes.map(({ by }) => by));
  return {
    en: `; with the same ${list.en} the difference remains`,
    es: `; con los mismos ${list.es} la diferencia sigue`,
  };
}

function listOf(by: readonly Mix['by'][]): Text {
  return {
    en: by.map((name) => mixNames[name].en).join(' and '),
    es: by.map((name) => mixNames[name].es).join(' y '),
  };
}

/** What would be gained at the others' level. */
export function whatIfText({ contracts, contractsInterval, volume, volumeInterval }: Gain, { value }: Writers): Text {
  const range = (ends: Interval, unit: Unit): string => `${value(ends[0], unit)} … ${value(ends[1], unit)}`;
  const signed = (v: number, unit: Unit): string => `${v < 0 ? '−' : '+'}${value(Math.abs(v), unit)}`;
  const gained = `${signed(contracts, 'per')} [${range(contractsInterval, 'per')}]`;
  const money =
    volume === null || volumeInterval === null
      ? { en: '', es: '' }
      : {
          en: ` and ${signed(volume, 'money')} [${range(volumeInterval, 'money')}]`,
          es: ` y ${signed(volume, 'money')} [${range(volumeInterval, 'money')}]`,
        };
  return {
    en: `At the level of the others, all else as it is: ${gained} contracts${money.en} a quarter.`,
    es: `Al nivel de los demás, con lo demás igual: ${gained} contratos${money.es} al trimestre.`,
  };
}

/** The one thing to try. */
export function adjustText({ finding }: Adjustment): Text {
  return advice[finding.look.kpi].adjust;
}

/** The KPI to watch meanwhile. */
export function counterText({ counter }: Adjustment, { say, value, count }: Writers): Text {
  const { kpi, numerator, denominator } = counter;
  const label = say(kpi.label);
  const keep = { en: 'It must not get worse.', es: 'No debe empeorar.' };
  if (counter.value === null) {
    return {
      en: `Meanwhile watch: ${label}, of which there is nothing yet. ${keep.en}`,
      es: `Mientras tanto, vigile: ${label}, de momento sin valor. ${keep.es}`,
    };
  }
  const counts =
    numerator === null || denominator === null ? { en: '', es: '' } : countsIn(count(numerator), count(denominator));
  const now = value(counter.value, kpi.unit);
  return {
    en: `Meanwhile watch: ${label}, now ${now}${counts.en}. ${keep.en}`,
    es: `Mientras tanto, vigile: ${label}, ahora ${now}${counts.es}. ${keep.es}`,
  };
}

function countsIn(x: string, n: string): Text {
  return { en: ` (${x} of ${n})`, es: ` (${x} de ${n})` };
}

/** What there is too little of to say anything, in one line; null where there is enough of all. */
export function tooLittleText({ tooLittle }: Pick<Diagnosis, 'tooLittle'>, { say }: Writers): Text | null {
  if (tooLittle.length === 0) return null;
  const list = tooLittle.map(({ kpi }) => say(kpi.label)).join(', ');
  return { en: `Too little to say anything of: ${list}.`, es: `Muy pocos datos para decir algo de: ${list}.` };
}

/** What was not looked at, as it is not known by what is filtered by; null: all was. */
export function notByText({ notBy }: Pick<Diagnosis, 'notBy'>, { say }: Writers): Text | null {
  if (notBy.length === 0) return null;
  const list = notBy.map(({ kpi }) => say(kpi.label)).join(', ');
  const names = [...new Set(notBy.flatMap(({ dimensions }) => dimensions))].join(', ');
  return {
    en: `Not known by ${names}, so not looked at: ${list}.`,
    es: `No se conocen por ${names}, así que no se miran: ${list}.`,
  };
}

/** What stands out only for other sources or segments. */
export function explainedText({ explained }: Pick<Diagnosis, 'explained'>, { say }: Writers): readonly Text[] {
  return explained.map(({ held, by }) => {
    const list = listOf(by);
    return {
      en: `${say(held.kpi.label)} differs from the group, but within the same ${list.en} no more than by chance: not told.`,
      es: `${say(held.kpi.label)} difiere del grupo, pero con los mismos ${list.es} no más que por azar: no se cuenta.`,
    };
  });
}
