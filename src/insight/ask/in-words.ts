import type { Text } from '../../domain/text.ts';
import type { Category, Unit } from '../../kpi/kpi.ts';
import { needsInWords } from '../../kpi/needs.ts';
import { verdictInWords } from '../compare/in-words.ts';
import { verdictNames } from '../goals/in-words.ts';
import type { Interval } from '../statistics/intervals.ts';
import { methodOf } from '../uncertainty/method.ts';
import type { Answerable, LookAnswer } from './answer.ts';
import type { FlagsShown, GoalsShown, KpiShown, RecordsShown, Shown } from './shown.ts';
import type { FocusAdvice } from './focus.ts';
import { figureTexts } from './figures.ts';
import type { Members } from './members.ts';
import type { Fit, SignFound } from './proposal.ts';
import { recordsAbove, recordsOf } from './records.ts';
import type { Usable } from './usable.ts';

/** Writes labels, numbers and members as a language does. */
export type Writers = {
  readonly say: (text: Text) => string;
  readonly value: (value: number | null, unit: Unit) => string;
  readonly count: (n: number) => string;
  readonly member: (dimension: string, member: string) => string;
};

/** The same words put around what differs by language. */
function both(of: (say: (text: Text) => string) => string): Text {
  return { en: of(({ en }) => en), es: of(({ es }) => es) };
}

export const answerableTexts: Readonly<Record<Answerable, Text>> = {
  yes: { en: 'This log can answer it.', es: 'Este registro puede responderla.' },
  partly: { en: 'This log can answer it in part.', es: 'Este registro puede responderla en parte.' },
  no: { en: 'This log cannot answer it yet.', es: 'Este registro todavía no puede responderla.' },
};

/** What the log says to a look, a line each: the figure and how sure it is, who stands out, or what is missing. */
export function lookTexts({ missing, missingBreakdown, shown }: LookAnswer, writers: Writers): readonly Text[] {
  if (missing.length > 0) {
    const needs = needsInWords([...missing, ...missingBreakdown]);
    return [{ en: `Missing in this log: ${needs.en}.`, es: `Falta en este registro: ${needs.es}.` }];
  }
  if (shown === null) return [{ en: 'Not known by what you filtered.', es: 'No se conoce por lo que ha filtrado.' }];
  const whole = needsInWords(missingBreakdown);
  const apart: readonly Text[] =
    missingBreakdown.length === 0
      ? []
      : [{ en: `Missing to tell it apart: ${whole.en}.`, es: `Para desglosarlo falta: ${whole.es}.` }];
  return [...shownTexts(shown, writers), ...apart];
}

function shownTexts(shown: Shown, writers: Writers): readonly Text[] {
  switch (shown.kind) {
    case 'kpi':
      return kpiTexts(shown, writers);
    case 'records':
      return [recordsText(shown, writers)];
    case 'flags':
      return [flagsText(shown, writers)];
    case 'goals':
      return [goalsText(shown, writers)];
  }
}

function kpiTexts(shown: KpiShown, writers: Writers): readonly Text[] {
  const { value, usable, days, kpi, members } = shown;
  if (value.value === null && value.n === 0 && (value.pending ?? 0) === 0) return [nothingThere];
  const figure = figureText(shown, writers);
  const sure = sureText(usable, days, recordsOf(kpi), writers);
  const isCensus = methodOf(kpi) === 'census' && value.value !== null;
  const counted: Text = isCensus ? { en: 'as it stands, not a sample', es: 'tal como está, no es una muestra' } : sure;
  return [
    both((say) => `${say(figure)}: ${say(counted)}.`),
    ...(members === null ? [] : [membersText(members, recordsOf(kpi), writers)]),
  ];
}

const nothingThere: Text = {
  en: 'There is nothing to go by in this period.',
  es: 'En este periodo no hay nada en que basarse.',
};

/** The value, its interval and what it rests on: “41.3% [36.6% … 46.1%], 161 of 390 closed deals”. */
export function figureText({ kpi, value, perMonth }: KpiShown, writers: Writers): Text {
  const { value: number, interval, n } = value;
  const [numerator, denominator, pending] = [value.numerator ?? 0, value.denominator ?? 0, value.pending ?? 0];
  const { count } = writers;
  const written = `${writers.value(number, kpi.unit)}${interval === null ? '' : ` [${range(interval, kpi.unit, writers)}]`}`;
  const unit = units[kpi.unit];
  const method = methodOf(kpi);
  const records = recordsOf(kpi);
  const isCounted = method === 'poisson' || (method === 'census' && kpi.unit !== 'money') || n === 0;
  const waiting =
    pending > 0
      ? both((say) => say({ en: `; ${count(pending)} pending`, es: `; ${count(pending)} pendientes` }))
      : none;
  const above = recordsAbove(kpi);
  const ofRecords: Text =
    method === 'proportion'
      ? {
          en: `${count(numerator)} of ${count(denominator)} ${records.en}`,
          es: `${count(numerator)} de ${count(denominator)} ${records.es}`,
        }
      : kpi.unit === 'ratio' && method === 'rate' && above !== null
        ? {
            en: `${count(numerator)}${above.en === records.en ? '' : ` ${above.en}`} to ${count(n)} ${records.en}`,
            es: `${count(numerator)}${above.es === records.es ? '' : ` ${above.es}`} por ${count(n)} ${records.es}`,
          }
        : { en: `${count(n)} ${records.en}`, es: `${count(n)} ${records.es}` };
  const of = isCounted ? none : both((say) => `, ${say(ofRecords)}`);
  const pace =
    perMonth === null
      ? none
      : both((say) => `, ${paceOf(perMonth, kpi.unit, writers)} ${say({ en: 'a month', es: 'al mes' })}`);
  return both((say) => `${written}${unit === undefined ? '' : ` ${say(unit)}`}${say(pace)}${say(of)}${say(waiting)}`);
}

/** Few events a month are told with a decimal, many without. */
function paceOf(perMonth: number, unit: Unit, { value, count }: Writers): string {
  if (unit !== 'count') return value(perMonth, unit);
  return perMonth < 100 ? value(perMonth, 'per') : count(Math.round(perMonth));
}

const none: Text = { en: '', es: '' };
const units: Readonly<Partial<Record<Unit, Text>>> = {
  days: { en: 'days', es: 'días' },
  hours: { en: 'hours', es: 'horas' },
};

/** Of a count whole numbers, outwards. */
function range([low, high]: Interval, unit: Unit, { value }: Writers): string {
  const isCount = unit === 'count';
  return `${value(isCount ? Math.floor(low) : low, unit)} … ${value(isCount ? Math.ceil(high) : high, unit)}`;
}

/** How sure a figure is, and how many more records, in what time, would make it sure. */
export function sureText(
  { grade, needed, atLeast }: Usable,
  days: number | null,
  records: Text,
  writers: Pick<Writers, 'count'>,
): Text {
  if (grade === 'sure') return { en: 'sure enough to act on', es: 'bastante seguro para actuar' };
  const so: Text =
    grade === 'rough'
      ? { en: 'rough, a direction but no proof', es: 'aproximado, orienta pero no prueba' }
      : { en: 'too little to act on', es: 'muy poco para actuar' };
  if (needed === null) return so;
  const n = writers.count(rounded(needed));
  const about: Text = atLeast ? { en: 'at least', es: 'al menos' } : { en: 'about', es: 'cerca de' };
  const time = days === null ? none : both((say) => ` (${say(timeText(days, writers))})`);
  return {
    en: `${so.en}; to be sure it takes ${about.en} ${n} more ${records.en}${time.en}`,
    es: `${so.es}; para estar seguro faltan ${about.es} ${n} ${records.es} más${time.es}`,
  };
}

/** Two digits are enough for what is an estimate, and up rather than down. */
export function rounded(needed: number): number {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(needed)) - 1);
  return Math.ceil(needed / step) * step;
}

/** How long the records take to come, as they came so far. */
export function timeText(days: number, { count }: Pick<Writers, 'count'>): Text {
  const [n, en, es] =
    days < 21
      ? [days, days === 1 ? 'day' : 'days', days === 1 ? 'día' : 'días']
      : days < 90
        ? [Math.ceil(days / 7), 'weeks', 'semanas']
        : days < 1095
          ? [Math.ceil(days / 30.4), 'months', 'meses']
          : [Math.ceil(days / 365), 'years', 'años'];
  return { en: `${count(n)} ${en} at the present pace`, es: `${count(n)} ${es} al ritmo actual` };
}

const memberNames: Readonly<Record<string, { readonly one: Text; readonly all: Text }>> = {
  rep: { one: { en: 'rep', es: 'comercial' }, all: { en: 'reps', es: 'comerciales' } },
  team: { one: { en: 'team', es: 'equipo' }, all: { en: 'teams', es: 'equipos' } },
  source: { one: { en: 'source', es: 'origen' }, all: { en: 'sources', es: 'orígenes' } },
  campaign: { one: { en: 'campaign', es: 'campaña' }, all: { en: 'campaigns', es: 'campañas' } },
  product: { one: { en: 'product', es: 'producto' }, all: { en: 'products', es: 'productos' } },
  segment: { one: { en: 'segment', es: 'segmento' }, all: { en: 'segments', es: 'segmentos' } },
  channel: { one: { en: 'channel', es: 'canal' }, all: { en: 'channels', es: 'canales' } },
  stage: { one: { en: 'stage', es: 'etapa' }, all: { en: 'stages', es: 'etapas' } },
};
const mostNames = 3;

/** Who stands out beyond chance, and of how many there is enough to say; of a single one that was asked for, how it stands. */
export function membersText(
  { by, exposure, of, enough, needed, above, below, own }: Members,
  records: Text,
  { count, member }: Pick<Writers, 'count' | 'member'>,
): Text {
  if (own !== null) {
    const verdict = verdictInWords(own.standing, { exposure, below: null, target: null }, count);
    const name = member(by, own.member);
    return { en: `${name}: ${verdict.en}.`, es: `${name}: ${verdict.es}.` };
  }
  const { one, all } = memberNames[by] ?? { one: { en: by, es: by }, all: { en: by, es: by } };
  const list = (members: readonly string[]): string => {
    const names = members.slice(0, mostNames).map((id) => member(by, id));
    return `${names.join(', ')}${members.length > mostNames ? ' …' : ''}`;
  };
  const unit: Text = exposure === 'days' ? { en: 'days', es: 'días' } : records;
  const most = needed === null ? null : count(rounded(needed));
  const said: readonly Text[] = [
    ...(below.length === 0
      ? []
      : [{ en: `${list(below)} below the group`, es: `${list(below)} por debajo del grupo` }]),
    ...(above.length === 0
      ? []
      : [{ en: `${list(above)} above the group`, es: `${list(above)} por encima del grupo` }]),
  ];
  if (said.length === 0 && enough === 0) {
    const lacks: Text =
      most === null
        ? none
        : { en: `; they need up to ${most} more ${unit.en}`, es: `; les faltan hasta ${most} ${unit.es} más` };
    return {
      en: `By ${one.en}, too little to say anything of one by itself (${count(of)} ${all.en})${lacks.en}.`,
      es: `Por ${one.es}, muy pocos datos para decir algo por separado (${count(of)} ${all.es})${lacks.es}.`,
    };
  }
  const lacks: Text =
    most === null
      ? none
      : {
          en: `, the others need up to ${most} more ${unit.en}`,
          es: `, al resto le faltan hasta ${most} ${unit.es} más`,
        };
  const some: Text = {
    en: `Enough to say so of ${count(enough)} of ${count(of)} ${all.en}${lacks.en}.`,
    es: `Hay datos suficientes de ${count(enough)} de ${count(of)} ${all.es}${lacks.es}.`,
  };
  const standing: Text =
    said.length === 0
      ? { en: `By ${one.en}, nothing beyond chance.`, es: `Por ${one.es}, nada más allá del azar.` }
      : {
          en: `By ${one.en}, beyond chance: ${said.map(({ en }) => en).join('; ')}.`,
          es: `Por ${one.es}, más allá del azar: ${said.map(({ es }) => es).join('; ')}.`,
        };
  return both((say) => `${say(standing)} ${say(some)}`);
}

function recordsText({ kpi, records, needed }: RecordsShown, { say, count }: Writers): Text {
  const label = say(recordsOf(kpi));
  const n = count(records);
  if (needed === null) {
    return {
      en: `This log has what it needs: ${n} ${label}.`,
      es: `Este registro tiene lo que necesita: ${n} ${label}.`,
    };
  }
  return {
    en: `There is something, but little: ${n} ${label}; only large differences show before ${count(records + needed)}.`,
    es: `Hay algo, pero poco: ${n} ${label}; hasta ${count(records + needed)} solo se ven las diferencias grandes.`,
  };
}

function flagsText({ deals, flagged, weighted, atRisk }: FlagsShown, { value, count }: Writers): Text {
  if (deals === 0) return { en: 'No deal is open.', es: 'No hay ninguna oportunidad abierta.' };
  const share = weighted > 0 ? `${value(atRisk / weighted, 'ratio')}, ` : '';
  const money = [value(atRisk, 'money'), value(weighted, 'money')] as const;
  return {
    en: `${share}${money[0]} of ${money[1]} weighted; ${count(flagged)} of ${count(deals)} open deals, as they stand.`,
    es: `${share}${money[0]} de ${money[1]} ponderados; ${count(flagged)} de ${count(deals)} oportunidades abiertas, tal como están.`,
  };
}

function goalsText({ standing }: GoalsShown, { count }: Writers): Text {
  if (standing.size === 0) return { en: 'No goal is running.', es: 'No hay ningún objetivo en curso.' };
  const told = [...standing].map(([verdict, n]) => ({ name: verdictNames[verdict], n: count(n) }));
  return {
    en: `Of the goals that are running: ${told.map(({ name, n }) => `${name.en} ${n}`).join(', ')}.`,
    es: `De los objetivos en curso: ${told.map(({ name, n }) => `${name.es} ${n}`).join(', ')}.`,
  };
}

const categories: Readonly<Record<Category, { readonly only: Text; readonly lacks: Text }>> = {
  Q: {
    only: { en: 'how much is done', es: 'cuánto se hace' },
    lacks: { en: 'whether it is done well', es: 'si se hace bien' },
  },
  P: {
    only: { en: 'how well it is done', es: 'lo bien que se hace' },
    lacks: { en: 'whether enough is done, and what comes of it', es: 'si se hace bastante y en qué acaba' },
  },
  R: {
    only: { en: 'results', es: 'resultados' },
    lacks: { en: 'what leads to them and can still be changed', es: 'lo que lleva a ellos y aún se puede cambiar' },
  },
};

/** What is to be said of too many KPIs, or of those that all look at one side. */
export function focusTexts({ chosen, isTooMany, keep, oneSided }: FocusAdvice, writers: Writers): readonly Text[] {
  const n = writers.count(chosen.length);
  return [
    ...(isTooMany
      ? [
          {
            en: `These are ${n} things to watch. It is allowed, but whoever steers by more than three steers by none: begin with ${keep.join(', ')}, and take up the others once one of these is settled.`,
            es: `Son ${n} cosas que vigilar. Se puede, pero quien se guía por más de tres no se guía por ninguna: empiece por ${keep.join(', ')} y retome las demás cuando una de estas esté resuelta.`,
          },
        ]
      : []),
    ...(oneSided === null
      ? []
      : [
          {
            en: `All of them tell ${categories[oneSided].only.en}; none tells ${categories[oneSided].lacks.en}.`,
            es: `Todos dicen ${categories[oneSided].only.es}; ninguno dice ${categories[oneSided].lacks.es}.`,
          },
        ]),
  ];
}

/** A sign with its figure: “several people decide on a deal: 3 [3 … 3] people in the median decision team, 704 deals (counts from 3 on)”. */
export function signText({ sign, figure }: SignFound, writers: Writers): Text {
  const { text, bound, unit } = sign;
  if (figure === null) {
    return { en: `${text.en}: not known in this log`, es: `${text.es}: no se sabe en este registro` };
  }
  const number = (value: number): string =>
    Number.isInteger(value) && unit !== 'ratio' ? writers.count(value) : writers.value(value, unit);
  const { value, interval, n } = figure;
  const ends = interval === null ? '' : ` [${number(interval[0])} … ${number(interval[1])}]`;
  const says = figureTexts[sign.figure];
  const fill = (template: string): string =>
    template.replace('{v}', () => `${number(value)}${ends}`).replace('{n}', () => writers.count(n));
  const from: Text =
    'least' in bound
      ? { en: `counts from ${number(bound.least)} on`, es: `cuenta a partir de ${number(bound.least)}` }
      : { en: `counts up to ${number(bound.most)}`, es: `cuenta hasta ${number(bound.most)}` };
  return {
    en: `${text.en}: ${fill(says.en)} (${from.en})`,
    es: `${text.es}: ${fill(says.es)} (${from.es})`,
  };
}

/** How many of a playbook's signs hold. */
export function fitText({ holding, signs }: Fit, { count }: Writers): Text {
  return {
    en: `${count(holding)} of ${count(signs.length)} signs`,
    es: `${count(holding)} de ${count(signs.length)} indicios`,
  };
}
