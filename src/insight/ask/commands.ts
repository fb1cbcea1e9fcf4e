import { type Dimension, dimensions } from '../../domain/vocabulary.ts';
import type { Filter } from '../../engine/question.ts';
import { type EffectId, effectIds } from '../effects/ids.ts';

/** What every command is given besides its own words: the log, and what of it is asked about. */
export type Asking = {
  readonly data?: string;
  readonly asOf?: string;
  readonly from?: string;
  readonly to?: string;
  readonly where: readonly Filter[];
};

/** Commands that take no period, and those that take no filter. */
const withoutPeriod = ['risks', 'goals'];
const withoutFilter = ['diagnose', 'goals'];

/** The word that stands for a rep's id. */
const rep = 'REP';

/** What effects are told by: there a filter would leave one member alone. */
const effectsBy: Readonly<Record<EffectId, readonly Dimension[]>> = {
  lead_source_quality: ['source'],
  company_pitch_quality: ['pitch'],
  rep_presentation_quality: ['rep'],
  product_interest: ['product'],
  material_quality: [],
  reach: ['rep'],
};

/** The dimensions that a command breaks down by; a grain is none. */
export function breakdownOf(run: string): readonly Dimension[] {
  const effect = effectIds.find((id) => run === `effects ${id}`);
  if (effect !== undefined) return effectsBy[effect];
  const by = / --by (\S+)/.exec(run)?.[1]?.split(',') ?? [];
  return dimensions.filter((dimension) => by.includes(dimension));
}

/** Whether a command cannot be run before a rep is named. */
export function asksForRep(run: string): boolean {
  return run.split(/[ =]/).includes(rep);
}

/**
 * The whole command line, to be typed or passed on: of the question's filters those that it does not break down by, and the rep where
 * exactly one is asked about.
 */
export function commandLine(run: string, { data, asOf, from, to, where }: Asking): readonly string[] {
  const [command = ''] = run.split(' ');
  const only = where.find(({ dimension, members }) => dimension === 'rep' && members.length === 1)?.members[0] ?? null;
  const namesRep = asksForRep(run);
  const words = run.split(' ').map((word) => (only === null ? word : word.replace(/\bREP\b/, () => only)));
  const filters = withoutFilter.includes(command)
    ? []
    : where.filter(({ dimension }) => !breakdownOf(run).includes(dimension) && !(namesRep && dimension === 'rep'));
  return [
    'tacto',
    ...words,
    ...(data === undefined ? [] : ['--data', data]),
    ...(command === 'goals' ? ownerOf(where) : []),
    ...filters.flatMap(({ dimension, members }) => members.flatMap((m) => ['--where', `${dimension}=${m ?? ''}`])),
    ...(withoutPeriod.includes(command) ? [] : [...option('--from', from), ...option('--to', to)]),
    ...option('--as-of', asOf),
  ];
}

/** Goals are filtered by their owner. */
function ownerOf(where: readonly Filter[]): readonly string[] {
  return where.flatMap(({ dimension, members }) => [`--${dimension}`, members[0] ?? '']);
}

function option(name: string, value: string | undefined): readonly string[] {
  return value === undefined ? [] : [name, value];
}

/** The command line as it is typed: what a shell would take apart is quoted. */
export function typed(line: readonly string[]): string {
  return line.map((word) => (/^[\w@%+=:,./…-]+$/u.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`)).join(' ');
}
