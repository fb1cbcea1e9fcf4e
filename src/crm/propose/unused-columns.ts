import { doubtMark, identifier } from './draft.ts';
import type { TableProfile } from './profile.ts';

/** The columns of a source file, under the names of a map, that none of its statements reads. */
export type UnusedColumns = { readonly file: string; readonly columns: readonly string[] };

/**
 * Of every file that a map reads, the columns with values that it leaves aside.
 * @param statements SQL of the map, with the files that each reads
 */
export function unusedColumns(
  profiles: readonly TableProfile[],
  statements: readonly { readonly text: string; readonly sources: readonly string[] }[],
): readonly UnusedColumns[] {
  return profiles.flatMap(({ table: { file }, columns, totals }) => {
    const own = statements
      .filter(({ sources }) => sources.includes(file))
      .map(({ text }) => text.replaceAll(totals?.without ?? '', '').replace(doubts, ''));
    const idle = columns.filter(({ header, filled }) => filled > 0 && !own.some((text) => mentions(text, header)));
    return own.length === 0 || idle.length === 0 ? [] : [{ file, columns: idle.map(({ header }) => header) }];
  });
}

const doubts = new RegExp(`-- (?:${Object.values(doubtMark).join('|')}): .*$`, 'gm');

function mentions(text: string, header: string): boolean {
  const written = identifier(header);
  for (let at = text.indexOf(written); at >= 0; at = text.indexOf(written, at + 1)) {
    const around = `${text[at - 1] ?? ''}${text[at + written.length] ?? ''}`;
    if (written.startsWith('"') || !/[\w"]/.test(around)) return true;
  }
  return false;
}
