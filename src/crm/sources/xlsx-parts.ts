import { posix } from 'node:path';
import type { Entry } from 'yauzl';
import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { badXlsx, tooLongXlsx } from './faults.ts';
import { type NumberKind, numberKind } from './xlsx-values.ts';
import type { Zip } from './zip.ts';

/** What a reader of XML is told: the names are without their prefix. */
export type XmlHandler = {
  readonly open?: (name: string, attributes: Readonly<Record<string, string>>) => void;
  readonly text?: (text: string) => void;
  readonly close?: (name: string) => void;
};

/** Texts that cells share take memory; more than this (bytes) is left to CSV. */
const mostSharedBytes = 500_000_000;

/** The parts of an `.xlsx` that tell of its sheets. */
export type Workbook = {
  readonly sheets: readonly { readonly name: string; readonly entry: Entry }[];
  readonly is1904: boolean;
  readonly strings: readonly string[];
  /** How numbers are shown, by the style of their cell. */
  readonly styles: readonly NumberKind[];
};

/** @throws UserError `bad_xlsx`, `xlsx_too_large`, `bad_zip` */
export async function readWorkbook(zip: Zip, shown: string): Promise<Workbook> {
  const parts = new Map(zip.entries.map((entry) => [`/${entry.fileName}`.toLowerCase(), entry]));
  const part = (path: string): Entry | undefined => parts.get(path.toLowerCase());
  const root = await relations(zip, shown, part('/_rels/.rels'), '/');
  const path = root.find(({ type }) => type === 'officeDocument')?.path ?? '/xl/workbook.xml';
  const main = part(path);
  if (main === undefined) throw badXlsx(shown);
  const { dir, base } = posix.parse(path);
  const related = await relations(zip, shown, part(`${dir}/_rels/${base}.rels`), dir);
  const { sheets, is1904 } = await readMain(zip, shown, main);
  const present = (relation: Relation): Entry => {
    const entry = part(relation.path);
    if (entry === undefined) throw badXlsx(shown);
    return entry;
  };
  const ofType = (type: string): Entry | undefined => {
    const found = related.find((relation) => relation.type === type);
    return found === undefined ? undefined : present(found);
  };
  return {
    // A sheet of another type is a chart or a dialog.
    sheets: sheets.flatMap(({ name, id }) => {
      const found = related.find((relation) => relation.id === id);
      if (found === undefined) throw badXlsx(shown);
      return found.type === 'worksheet' ? [{ name, entry: present(found) }] : [];
    }),
    is1904,
    strings: await readStrings(zip, shown, ofType('sharedStrings')),
    styles: await readStyles(zip, shown, ofType('styles')),
  };
}

/** Reads XML piece by piece. @throws UserError `bad_xlsx` when it is none */
export async function readXml(zip: Zip, shown: string, entry: Entry, handler: XmlHandler): Promise<void> {
  const parser = new SaxesParser();
  const { open, text, close } = handler;
  parser.on('error', () => {
    throw badXlsx(shown);
  });
  if (open !== undefined) parser.on('opentag', (tag: SaxesTagPlain) => open(local(tag.name), tag.attributes));
  if (text !== undefined) {
    parser.on('text', text);
    parser.on('cdata', text);
  }
  if (close !== undefined) parser.on('closetag', (tag: SaxesTagPlain) => close(local(tag.name)));
  await zip.read(entry, async (chunks) => {
    const decoder = new TextDecoder();
    for await (const chunk of chunks) parser.write(decoder.decode(chunk, { stream: true }));
    parser.write(decoder.decode()).close();
  });
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

type Relation = { readonly id: string; readonly type: string; readonly path: string };

/** What a part refers to, by the last word of the relation's type. */
async function relations(zip: Zip, shown: string, entry: Entry | undefined, folder: string): Promise<Relation[]> {
  const found: Relation[] = [];
  if (entry === undefined) return found;
  await readXml(zip, shown, entry, {
    open(name, { Id: id = '', Type: type = '', Target: target = '' }) {
      if (name === 'Relationship') found.push({ id, type: posix.basename(type), path: posix.resolve(folder, target) });
    },
  });
  return found;
}

async function readMain(
  zip: Zip,
  shown: string,
  entry: Entry,
): Promise<{ readonly sheets: readonly { readonly name: string; readonly id: string }[]; readonly is1904: boolean }> {
  const sheets: { name: string; id: string }[] = [];
  let is1904 = false;
  await readXml(zip, shown, entry, {
    open(name, attributes) {
      if (name === 'workbookPr') is1904 = ['1', 'true'].includes(attributes['date1904'] ?? '');
      if (name !== 'sheet') return;
      const id = Object.entries(attributes).find(([key]) => local(key) === 'id' && key !== 'id')?.[1] ?? '';
      sheets.push({ name: attributes['name'] ?? '', id });
    },
  });
  return { sheets, is1904 };
}

async function readStrings(zip: Zip, shown: string, entry: Entry | undefined): Promise<readonly string[]> {
  if (entry === undefined) return [];
  if (entry.uncompressedSize > mostSharedBytes) throw tooLongXlsx(shown);
  const strings: string[] = [];
  const reader = new RichText();
  await readXml(zip, shown, entry, {
    open(name) {
      if (name === 'si') reader.begin();
      reader.open(name);
    },
    text: (text) => reader.take(text),
    close(name) {
      reader.close(name);
      if (name === 'si') strings.push(reader.text);
    },
  });
  return strings;
}

/** The text of a string with its runs joined, without what tells how it is pronounced. */
export class RichText {
  text = '';
  #isText = false;
  #isPhonetic = false;

  begin(): void {
    this.text = '';
  }

  open(name: string): void {
    if (name === 'rPh') this.#isPhonetic = true;
    else if (name === 't') this.#isText = !this.#isPhonetic;
  }

  take(text: string): void {
    if (this.#isText) this.text += text;
  }

  close(name: string): void {
    if (name === 'rPh') this.#isPhonetic = false;
    else if (name === 't') this.#isText = false;
  }
}

async function readStyles(zip: Zip, shown: string, entry: Entry | undefined): Promise<readonly NumberKind[]> {
  if (entry === undefined) return [];
  const codes = new Map<number, string>();
  const ids: number[] = [];
  let isCellStyle = false;
  await readXml(zip, shown, entry, {
    open(name, { numFmtId = '0', formatCode = '' }) {
      if (name === 'cellXfs') isCellStyle = true;
      else if (name === 'numFmt') codes.set(Number(numFmtId), formatCode);
      else if (name === 'xf' && isCellStyle) ids.push(Number(numFmtId));
    },
    close(name) {
      if (name === 'cellXfs') isCellStyle = false;
    },
  });
  return ids.map((id) => numberKind(id, codes.get(id) ?? null));
}
