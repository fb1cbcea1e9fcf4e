import { Document, isSeq, LineCounter, type Node, parseDocument, type YAMLMap } from 'yaml';
import { nearest } from '../../domain/errors.ts';
import type { Kpi } from '../kpi.ts';
import { Reader } from './reader.ts';

/**
 * Reads a file of users' own KPIs.
 * @throws UserError `bad_kpi`
 */
export function parseOwnKpis(text: string, catalogueIds: ReadonlySet<string>): Kpi[] {
  const { document, reader } = opened(text);
  if (document.contents === null) return [];
  const root = reader.map(document.contents, ['kpis']);
  const list = root.get('kpis', true) as Node | undefined;
  if (!isSeq(list))
    throw reader.bad(document.contents, 'kpis must be a list', 'kpis debe ser una lista', 'kpis:\n  - id: …');
  const seen = new Set(catalogueIds);
  const own = list.items.map((item) => {
    const kpi = reader.kpi(item as Node);
    if (seen.has(kpi.id)) {
      throw reader.bad(item as Node, `the id ${kpi.id} is taken`, `el id ${kpi.id} ya existe`, `my_${kpi.id}`);
    }
    seen.add(kpi.id);
    return kpi;
  });
  own.forEach(({ id, counter }, i) => {
    if (counter === '' || seen.has(counter)) return;
    const right = nearest(counter, seen) ?? 'dials';
    throw reader.bad(
      list.items[i] as Node,
      `${id}: its counter “${counter}” is no KPI`,
      `${id}: su counter «${counter}» no es un KPI`,
      right,
    );
  });
  return own;
}

/**
 * Reads one KPI by itself: what follows a `-` in such a file.
 * @param known ids of the other KPIs, of which its counter may be one; null: they are not looked at
 * @throws UserError `bad_kpi`
 */
export function parseOwnKpi(text: string, known: ReadonlySet<string> | null): Kpi {
  const { document, reader } = opened(text);
  const contents = document.contents as Node | null;
  const kpi = reader.kpi(contents ?? (document as unknown as Node));
  if (known === null) return kpi;
  if (known.has(kpi.id)) {
    throw reader.bad(contents, `the id ${kpi.id} is taken`, `el id ${kpi.id} ya existe`, `my_${kpi.id}`);
  }
  if (kpi.counter !== '' && kpi.counter !== kpi.id && !known.has(kpi.counter)) {
    throw reader.bad(
      contents,
      `${kpi.id}: its counter “${kpi.counter}” is no KPI`,
      `${kpi.id}: su counter «${kpi.counter}» no es un KPI`,
      nearest(kpi.counter, known) ?? 'dials',
    );
  }
  return kpi;
}

/** The KPIs of a file that can be read, each as a text of its own. */
export function splitOwnKpis(text: string): readonly string[] {
  const list = (parseDocument(text).contents as YAMLMap | null)?.get('kpis', true);
  return isSeq(list) ? list.items.map((item) => String(new Document(item))) : [];
}

/** Texts of KPIs as one file. */
export function joinOwnKpis(texts: readonly string[]): string {
  const items = texts.map((text) => `  - ${text.trimEnd().replaceAll('\n', '\n    ')}\n`);
  return `kpis:\n${items.join('')}`;
}

function opened(text: string): { readonly document: Document.Parsed; readonly reader: Reader } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const reader = new Reader(lines);
  const [error] = document.errors;
  if (error !== undefined) {
    const said = error.message.split('\n')[0]!;
    throw reader.bad(error.pos[0], said, `texto del analizador: «${said}»`);
  }
  return { document, reader };
}
