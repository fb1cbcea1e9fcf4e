import { mkdir, writeFile } from 'node:fs/promises';
import { basename, extname, join, resolve } from 'node:path';
import type { Language } from '../../domain/text.ts';
import type { Database } from '../../duckdb/database.ts';
import type { TableName } from '../../log/schema.ts';
import { requireEmptyFolder } from '../../log/write.ts';
import type { Source } from '../sources/source.ts';
import { type Doubt, doubtsOf, type Draft, draftText, type MapHabits } from './draft.ts';
import { mapSheet } from './map-sheet.ts';
import { nothingToPropose } from './nothing-to-propose.ts';
import { peopleDrafts } from './people.ts';
import { pipelineDrafts, stagesMatch } from './pipeline.ts';
import { profileOf, type TableProfile } from './profile.ts';
import { closeMacros, openMacros } from './reading.ts';
import { bestMatch, type Target } from './references.ts';
import { findEntities, type Found } from './roles.ts';
import type { Scope } from './scope.ts';
import { sourceHabits } from './source-habits.ts';
import { withoutTotals } from './totals.ts';
import { type UnusedColumns, unusedColumns } from './unused-columns.ts';
import { workDrafts } from './work.ts';
import type { Entity } from './entity-words.ts';

export type ProposeOptions = {
  /** Folder of the exported files, or one file: what the source was read from. */
  readonly source: string;
  /** Of the comments. */
  readonly language: Language;
};

/** A first map: what was written, and what a person must check. */
export type Proposal = {
  /** The files of the map folder, in the order of the log's tables; `map.yaml` comes last. */
  readonly files: readonly string[];
  readonly tables: readonly { readonly table: TableName; readonly sources: readonly string[] }[];
  readonly doubts: readonly Doubt[];
  /** Source files that fill no table. */
  readonly unused: readonly string[];
  /** Columns with values that the map does not read, of the files that it does. */
  readonly unusedColumns: readonly UnusedColumns[];
};

/**
 * Writes a first map folder for CSV files of an unknown kind, by their headers and what their columns hold. It runs as it is; whatever
 * was not certain stands in it as a comment that begins with `DOUBT` or `DUDA`, and what is ambiguous is NULL.
 * @param db with the tables of the source
 * @throws UserError `not_empty`, `not_a_folder`, `nothing_to_propose`
 */
export async function proposeMap(
  db: Database,
  source: Source,
  folder: string,
  options: ProposeOptions,
): Promise<Proposal> {
  await requireEmptyFolder(folder);
  // What `importCsv` reads: CSV files at the top of the folder.
  const tables = source.tables.filter(({ shape, file }) => shape === 'csv' && /^[^/]+\.(csv|tsv)$/i.test(file));
  const profiles = [];
  for (const table of tables) profiles.push(await withoutTotals(db, await profileOf(db, table)));
  const found = findEntities(profiles);
  const drafts = withTotals(await draftsOf(db, found), profiles);
  if (drafts.length === 0) throw nothingToPropose(options.source, profiles);
  const habits = habitsOf(drafts);
  const written = new Map(drafts.map((draft) => [`${draft.table}.sql`, draftText(draft, habits, options.language)]));
  const name = basename(resolve(options.source), extname(options.source));
  const sheet = await mapSheet(db, found, habits, {
    language: options.language,
    name,
    files: await Promise.all(
      profiles.map(async ({ table, renamed }) => ({
        file: table.file,
        ...(await sourceHabits(options.source, table.file)),
        ...(renamed === null ? {} : { header: renamed }),
      })),
    ),
  });
  written.set('map.yaml', sheet.text);
  await mkdir(folder, { recursive: true });
  for (const [file, text] of written) await writeFile(join(folder, file), text, { flag: 'wx' });
  const used = new Set(drafts.flatMap(({ sources }) => sources));
  return {
    files: [...written.keys()],
    tables: drafts.map(({ table, sources }) => ({ table, sources })),
    doubts: [...drafts.flatMap((draft) => doubtsOf(draft, habits, options.language)), ...sheet.doubts],
    unused: source.tables.map(({ file }) => file).filter((file) => !used.has(file)),
    unusedColumns: unusedColumns(
      profiles,
      drafts.map(({ table, sources }) => ({ text: written.get(`${table}.sql`)!, sources })),
    ),
  };
}

async function draftsOf(db: Database, found: readonly Found[]): Promise<readonly Draft[]> {
  const scope: Scope = { db, found, targets: await targetsOf(db, found) };
  await openMacros(db);
  try {
    return [...(await peopleDrafts(scope)), ...(await pipelineDrafts(scope)), ...(await workDrafts(scope))];
  } finally {
    await closeMacros(db);
  }
}

/** The first statement that reads a file says what rows of it are left out. */
function withTotals(drafts: readonly Draft[], profiles: readonly TableProfile[]): readonly Draft[] {
  return drafts.map((draft, i) => ({
    ...draft,
    doubts: [
      ...draft.doubts,
      ...profiles.flatMap(({ table: { file }, totals }) =>
        totals === undefined || drafts.findIndex(({ sources }) => sources.includes(file)) !== i ? [] : [totals.doubt],
      ),
    ],
  }));
}

/** Where ids come from: a file, when it has at least half of the values by which others refer to it, else these values. */
async function targetsOf(db: Database, found: readonly Found[]): Promise<ReadonlyMap<Entity, Target>> {
  const targets = new Map<Entity, Target>();
  const one = (entity: Entity): Found | undefined => found.find((other) => other.entity === entity);
  for (const entity of ['teams', 'contacts', 'leads', 'deals'] as const) {
    const file = one(entity);
    if (file !== undefined) targets.set(entity, { kind: 'file', found: file });
  }
  for (const [entity, role] of [
    ['reps', 'rep_id'],
    ['accounts', 'account_id'],
  ] as const) {
    const file = one(entity);
    const user = found.find((other) => other.entity !== entity && other.roles.has(role));
    const match =
      file === undefined || user === undefined ? null : await bestMatch(db, user, user.roles.get(role)!, file);
    const matches = match !== null && match.known * 2 >= match.values;
    if (file !== undefined && (user === undefined || matches)) targets.set(entity, { kind: 'file', found: file });
    else if (user !== undefined) targets.set(entity, { kind: 'values' });
  }
  const [stages, deals] = [one('stages'), one('deals') ?? one('stage_changes')];
  if (stages !== undefined && deals !== undefined && (await stagesMatch({ db }, stages, deals)))
    targets.set('stages', { kind: 'file', found: stages });
  else if (deals !== undefined) targets.set('stages', { kind: 'values' });
  return targets;
}

/** What `map.yaml` says, so that most columns need no second argument: the order and the mark that the readings ask for. */
function habitsOf(drafts: readonly Draft[]): MapHabits {
  const usual: MapHabits = { dateOrder: 'ymd', decimalComma: false };
  const texts = (habits: MapHabits): number =>
    drafts.map((draft) => draftText(draft, habits, 'en').length).reduce((a, b) => a + b, 0);
  const choices = (['ymd', 'dmy', 'mdy'] as const).flatMap((dateOrder) =>
    [false, true].map((decimalComma): MapHabits => ({ dateOrder, decimalComma })),
  );
  return choices.reduce((best, habits) => (texts(habits) < texts(best) ? habits : best), usual);
}
