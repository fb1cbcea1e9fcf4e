import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { UserError } from '../../domain/errors.ts';
import { stem } from '../csv/folder.ts';
import { apiError, apiErrorIn } from './api-error.ts';
import { firstBytes } from './encoding.ts';
import { brokenJson } from './faults.ts';
import { type PagePlace, pageAt, saysMore } from './json-more.ts';
import { JsonOutline } from './json-outline.ts';
import { recordsIn, type Slice } from './json-pages.ts';
import { addRecords } from './json-records.ts';
import { emptyFile, noRecords } from './notes.ts';
import type { Reading, SourceFile } from './reading.ts';
import { type JsonText, jsonText, startBytes } from './utf8.ts';

/**
 * Reads the records of a JSON file: an array of them, one on each line, the pages of an API, or an object that names several arrays.
 * @throws UserError `broken_json`, `api_error`, `record_too_long`, `too_many_columns`, `not_utf8`, `bad_encoding`
 */
export async function readJsonTables(reading: Reading, file: SourceFile): Promise<void> {
  const text = await jsonText(reading, file);
  const start = text.start.toString('utf8').trimStart();
  const failed = text.start.length < startBytes ? apiErrorIn(start) : null;
  if (failed !== null) throw apiError(file.shown, failed);
  const own = { shown: file.shown, name: stem(basename(file.shown)), path: text.path, hasNul: text.hasNul };
  if (start === '') reading.ignore(file.shown, emptyFile);
  else if (/\.(jsonl|ndjson)$/i.test(file.shown) || (await isLines(text))) {
    await addRecords(reading, { ...own, format: 'newline_delimited' });
  } else if (start.startsWith('[')) await addArray(reading, own, text);
  else await addParts(reading, own, text, await outlineOf(file, text));
}

type Own = { readonly shown: string; readonly name: string; readonly path: string; readonly hasNul: boolean };

/** Whether the first line of a text is an object by itself and others follow. */
async function isLines({ path, start }: JsonText): Promise<boolean> {
  if (!/^\s*\{/.test(start.toString('latin1'))) return false;
  const bytes = start.includes(0x0a) ? start : await firstBytes(path, 1 << 24);
  const [, line, rest] = /^\s*([^\n]+)\n\s*(\S?)/.exec(bytes.toString('utf8')) ?? [];
  if (line === undefined || rest === '') return false;
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}

/** One array, or several one after the other. */
async function addArray(reading: Reading, own: Own, text: JsonText): Promise<void> {
  try {
    await addRecords(reading, { ...own, format: 'array' });
  } catch (error) {
    if (!(error instanceof UserError) || error.code !== 'broken_json') throw error;
    const outline = await outlineOf(own, text);
    if (outline.values < 2) throw error;
    await addParts(reading, own, text, outline);
  }
}

/** The values of a text, and where its records are, by the name that holds them. */
type Outline = {
  readonly values: number;
  readonly isPlain: boolean;
  readonly tables: ReadonlyMap<string | null, Slice[]>;
  /** The last value when it is a page. */
  readonly lastPage: PagePlace | null;
};

/** @throws UserError `broken_json` with the line when brackets do not match */
async function outlineOf({ shown }: Pick<SourceFile, 'shown'>, { path }: JsonText): Promise<Outline> {
  const tables = new Map<string | null, Slice[]>();
  let [values, isPlain] = [0, true];
  let lastPage: PagePlace | null = null;
  const outline = new JsonOutline((value) => {
    values++;
    lastPage = null;
    for (const { name, slice } of recordsIn(value)) {
      isPlain &&= !slice.isArray && slice.start === value.start;
      if (name === null && slice.isArray && value.kind === 'object') lastPage = { ...placeOf(value), records: slice };
      const same = tables.get(name);
      if (same === undefined) tables.set(name, [slice]);
      else same.push(slice);
    }
  });
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
    outline.read(chunk);
    if (outline.brokenAt !== null) break;
  }
  outline.end();
  if (outline.brokenAt !== null) throw brokenJson(shown, { line: outline.brokenAt });
  return { values, isPlain, tables, lastPage };
}

function placeOf({ start, end }: { readonly start: number; readonly end: number }): { start: number; end: number } {
  return { start, end };
}

async function addParts(
  reading: Reading,
  own: Own,
  text: JsonText,
  { isPlain, tables, lastPage }: Outline,
): Promise<void> {
  if (tables.size === 0) {
    if (!isScalar(text)) throw brokenJson(own.shown, { line: 1 });
    reading.ignore(own.shown, noRecords);
    return;
  }
  if (isPlain) {
    await addRecords(reading, { ...own, format: 'unstructured' });
    return;
  }
  for (const [name, slices] of tables) {
    const path = reading.newPath();
    await copySlices(text.path, slices, path);
    const part = name === null ? own : { ...own, shown: `${own.shown}/${name}`, name };
    const hasMore = name === null && lastPage !== null && saysMore(await pageAt(text.path, lastPage));
    await addRecords(reading, { ...part, path, format: 'array', hasMore });
  }
}

function isScalar({ start }: JsonText): boolean {
  try {
    JSON.parse(start.toString('utf8'));
    return true;
  } catch {
    return false;
  }
}

/** Writes what slices of a text hold as one array. */
async function copySlices(from: string, slices: readonly Slice[], to: string): Promise<void> {
  const [source, target] = [await open(from, 'r'), await open(to, 'w')];
  try {
    const buffer = Buffer.alloc(1 << 20);
    let separator = '[';
    for (const { start, end, isArray } of slices) {
      if (start === end) continue;
      await target.write(separator);
      separator = ',\n';
      const last = isArray ? end - 1 : end;
      for (let at = isArray ? start + 1 : start; at < last; ) {
        const { bytesRead } = await source.read(buffer, 0, Math.min(buffer.length, last - at), at);
        if (bytesRead === 0) break;
        await target.write(buffer, 0, bytesRead);
        at += bytesRead;
      }
    }
    await target.write(separator === '[' ? '[]' : ']');
  } finally {
    await source.close();
    await target.close();
  }
}
