import { rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Text } from '../../domain/text.ts';
import type { Database } from '../../duckdb/database.ts';
import { stem } from '../csv/folder.ts';
import type { FileSettings } from '../csv/map-settings.ts';
import type { SampleRecord } from './csv-sample.ts';
import type { Choice, Source, SourceFault, SourceTable } from './source.ts';

/** A file to read: where it is, and what a person calls it. */
export type SourceFile = { readonly path: string; readonly shown: string };

/** How many malformed rows of a table are listed. The counts are of all. */
export const mostFaults = 1000;

/** What was found out of how a file is written, said of all its files at once. */
export type Note = (files: string) => Text;

/** An export while it is read: what came of its files so far. */
export class Reading {
  readonly db: Database;
  /** The columns to keep of a CSV file; of others, and without a choice, all are. */
  readonly choice: Choice | undefined;
  readonly #workDir: string;
  readonly #settings: ReadonlyMap<string, FileSettings>;
  readonly #tables: SourceTable[] = [];
  readonly #faults: SourceFault[] = [];
  readonly #ignored: Source['ignored'][number][] = [];
  readonly #notes = new Map<string, { note: Note; files: string[] }>();
  readonly #paths: string[] = [];
  #names = 0;

  constructor(db: Database, workDir: string, settings: ReadonlyMap<string, FileSettings>, choice?: Choice) {
    this.db = db;
    this.choice = choice;
    this.#workDir = workDir;
    this.#settings = settings;
  }

  /** A DuckDB table that no other file uses. */
  newTable(): string {
    return `raw.raw_${++this.#names}`;
  }

  /** A place for a file or folder that no other uses, until `dropPaths`. */
  newPath(): string {
    const path = join(this.#workDir, `source-${++this.#names}`);
    this.#paths.push(path);
    return path;
  }

  /** A place for a file that stays as long as the tables do. */
  keptPath(): string {
    return join(this.#workDir, `kept-${++this.#names}`);
  }

  async dropPaths(): Promise<void> {
    for (const path of this.#paths.splice(0)) await rm(path, { recursive: true, force: true });
  }

  add(table: SourceTable): void {
    this.#tables.push(table);
  }

  addFaults(faults: readonly SourceFault[]): void {
    this.#faults.push(...faults);
  }

  ignore(file: string, reason: Text): void {
    this.#ignored.push({ file, reason });
  }

  note(file: string, note: Note): void {
    const key = note('').en;
    const same = this.#notes.get(key);
    if (same === undefined) this.#notes.set(key, { note, files: [file] });
    else same.files.push(file);
  }

  /** How the user says that a file is written: by what it is called, or by the end of that, with or without extension. */
  settingsOf({ shown }: Pick<SourceFile, 'shown'>): FileSettings {
    const names = shown.split('/').map((_, i, parts) => parts.slice(i).join('/'));
    const key = [...names, stem(basename(shown))].find((name) => this.#settings.has(name));
    return (key === undefined ? undefined : this.#settings.get(key)) ?? {};
  }

  end(): Source {
    return {
      tables: this.#tables,
      faults: this.#faults,
      ignored: this.#ignored.toSorted((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0)),
      notes: [...this.#notes.values()].map(({ note, files }) => note(listOf(files))),
    };
  }
}

/** A row above the header row, such as a title. */
export function beforeHeader(file: string, { line, fields }: SampleRecord): SourceFault {
  const reason = { en: 'it stands above the header row', es: 'está encima de la fila de encabezado' };
  return { file, line, value: (fields ?? []).join(' ').trim().slice(0, 200), code: 'before_header', reason };
}

function listOf(files: readonly string[]): string {
  const shown = files.slice(0, 10).join(', ');
  return files.length > 10 ? `${shown} … (${files.length})` : shown;
}
