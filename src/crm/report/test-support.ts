import { SaxesParser } from 'saxes';
import type { Text } from '../../domain/text.ts';
import type { ImportReport } from './model.ts';

const same = (text: string): Text => ({ en: text, es: text });

/** A report of everything, in which every text of the data is the one given. */
export function reportOf(text: string): ImportReport {
  return {
    crm: 'Salesforce',
    source: text,
    settings: text,
    files: [
      {
        file: `${text}.csv`,
        object: text,
        rows: 1234,
        malformed: 1,
        kept: 1231,
        rejected: 1,
        skipped: [{ reason: same(text), rows: 1 }],
        targets: [{ table: 'deals', read: 1233, kept: 1231, rejected: 1, skipped: [{ reason: same(text), rows: 1 }] }],
        unread: [text],
      },
      {
        file: text,
        object: null,
        rows: 1,
        malformed: 0,
        kept: 0,
        rejected: 0,
        skipped: [{ reason: same(text), rows: 1 }],
        targets: [],
        unread: [],
      },
    ],
    tables: [
      { table: 'deals', rows: 1231, first: '2024-01-01T23:30:00Z', last: '2024-05-02T09:00:00Z' },
      { table: 'stages', rows: 0, first: null, last: null },
    ],
    refused: [
      { file: text, line: 1200, table: 'deals', column: text, value: text, code: 'unreadable', reason: same(text) },
      { file: null, line: null, table: null, column: null, value: null, code: text, reason: same(text) },
    ],
    questions: [
      { setting: 'roles', value: text, records: 1, question: same(text), meanwhile: same(text) },
      { setting: text, value: null, records: 1234, question: same(text), meanwhile: same(text) },
    ],
    checks: [
      {
        id: 'a',
        title: same(text),
        found: 1234,
        rows: 1234,
        columns: ['deal', text],
        examples: [
          [text, '1.50'],
          [null, '2'],
        ],
      },
      { id: 'b', title: same(text), found: 0, rows: 0, columns: [], examples: [] },
    ],
    limits: [{ text: same(text), weakens: ['win_rate'], rulesOut: [text] }],
    changes: [{ table: 'deals', before: 1230, added: 1, changed: 0, gone: 0, carried: false }],
    warnings: [same(text)],
  };
}

/** The elements of a page with their attributes, and its text; a page that is not well-formed throws. */
export function parsePage(page: string): {
  readonly elements: readonly { readonly name: string; readonly attributes: Readonly<Record<string, string>> }[];
  readonly text: string;
} {
  const elements: { name: string; attributes: Record<string, string> }[] = [];
  const texts: string[] = [];
  const parser = new SaxesParser();
  parser.on('opentag', ({ name, attributes }) => elements.push({ name, attributes: { ...attributes } }));
  parser.on('text', (text) => texts.push(text));
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(page).close();
  return { elements, text: texts.join('') };
}
