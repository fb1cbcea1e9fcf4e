/** A record in the beginning of a CSV file: the line on which it starts, and its fields; null when its quotes are wrong. */
export type SampleRecord = { readonly line: number; readonly fields: readonly string[] | null };

/** How a CSV file is written, by its beginning. */
export type CsvForm = {
  readonly delimiter: string;
  /** The line of the header row. */
  readonly headerLine: number;
  readonly header: readonly string[];
  /** The records above it, such as a title. */
  readonly before: readonly SampleRecord[];
  /** Whether most records look to be parted by the delimiter into more than one field. */
  readonly isParted: boolean;
};

const delimiters = [',', ';', '\t', '|'] as const;
const mostRecords = 200;

/**
 * Finds out how a CSV file is written.
 * @param sample the beginning of its text, without a byte order mark
 * @param isWhole whether that is all of it
 * @param given the delimiter when it is known
 * @param usual the delimiter of a file that shows none
 * @returns null when it has no whole record
 */
export function formOf(sample: string, isWhole: boolean, given: string | undefined, usual: string): CsvForm | null {
  const told = /^"?sep=([^"\r\n])"?(?:\r\n?|\n|$)/i.exec(sample);
  const text = told === null ? sample : sample.slice(told[0].length);
  const recordsBy = (delimiter: string): SampleRecord[] => recordsOf(text, isWhole, delimiter, told === null ? 1 : 2);
  const delimiter = given ?? told?.[1] ?? bestDelimiter(recordsBy) ?? usual;
  const records = recordsBy(delimiter);
  const place = placeOfHeader(records);
  const header = records[place];
  if (header === undefined) return null;
  const { width, share } = commonWidth(records);
  return {
    delimiter,
    headerLine: header.line,
    header: header.fields ?? [],
    before: records.slice(0, place),
    isParted: width > 1 && share >= 0.6,
  };
}

/** The delimiter by which most records have the width of the first that has the most common width; of several the one with most fields. */
function bestDelimiter(recordsBy: (delimiter: string) => readonly SampleRecord[]): string | null {
  const [best] = delimiters
    .map((delimiter) => ({ delimiter, ...commonWidth(recordsBy(delimiter)) }))
    .filter(({ width }) => width > 1)
    .toSorted((a, b) => b.share - a.share || b.width - a.width);
  return best?.delimiter ?? null;
}

/** The number of fields that most records have, the larger of two as common, and the share of the records with it. */
function commonWidth(records: readonly SampleRecord[]): { readonly width: number; readonly share: number } {
  const counts = new Map<number, number>();
  for (const { fields } of records)
    if (fields !== null) counts.set(fields.length, (counts.get(fields.length) ?? 0) + 1);
  const [best] = [...counts].toSorted((a, b) => b[1] - a[1] || b[0] - a[0]);
  return best === undefined ? { width: 0, share: 0 } : { width: best[0], share: best[1] / records.length };
}

/** Where the header row is: first, unless a title of a cell or a pair stands over what looks like the headers of a wider table. */
export function placeOfHeader(records: readonly SampleRecord[]): number {
  const { width } = commonWidth(records);
  const place = records.findIndex(({ fields }) => fields?.length === width && looksLikeHeader(fields));
  const isUnderTitle =
    place > 0 && place < 20 && width > 2 && records.slice(0, place).every(({ fields }) => isTitle(fields, width));
  return isUnderTitle ? place : 0;
}

function isTitle(fields: readonly string[] | null, width: number): boolean {
  const filled = (fields ?? []).filter((field) => field.trim() !== '').length;
  return filled <= 2 && filled < width - 1;
}

function looksLikeHeader(fields: readonly string[]): boolean {
  return (
    new Set(fields).size === fields.length &&
    fields.every((field) => field.trim() !== '' && !/^[\d\s.,:/-]+$/.test(field))
  );
}

/** The first records of a text by a delimiter, blank lines left out; an unfinished last one only when the text is whole. */
function recordsOf(text: string, isWhole: boolean, delimiter: string, firstLine: number): SampleRecord[] {
  const records: SampleRecord[] = [];
  let [at, line] = [0, firstLine];
  while (at < text.length && records.length < mostRecords) {
    const record = recordAt(text, at, delimiter);
    if (!isWhole && (record === null || record.end >= text.length)) break;
    const ending = /\r\n?|\n|$/g;
    ending.lastIndex = at;
    const lineEnd = ending.exec(text)!.index;
    // A record with wrong quotes is only its first line.
    const end = record === null ? lineEnd : record.end;
    if (end > at) records.push({ line, fields: record === null ? null : record.fields });
    line += 1 + (text.slice(at, end).match(/\r\n?|\n/g)?.length ?? 0);
    at = end + (text.startsWith('\r\n', end) ? 2 : 1);
  }
  return records;
}

/** The record at a place of a text, and where its last line ends; null when its quotes are wrong. */
function recordAt(text: string, start: number, delimiter: string): { fields: string[]; end: number } | null {
  const fields: string[] = [];
  let at = start;
  for (;;) {
    if (text[at] === '"') {
      const quoted = /"([^"]*(?:""[^"]*)*)"/y;
      quoted.lastIndex = at;
      const found = quoted.exec(text);
      if (found === null) return null;
      fields.push(found[1]!.replaceAll('""', '"'));
      at += found[0].length;
    } else {
      let end = at;
      while (
        end < text.length &&
        text[end] !== delimiter &&
        text[end] !== '\n' &&
        text[end] !== '\r' &&
        text[end] !== '"'
      )
        end++;
      if (text[end] === '"') return null;
      fields.push(text.slice(at, end));
      at = end;
    }
    if (text[at] !== delimiter) break;
    at++;
  }
  return at >= text.length || text[at] === '\n' || text[at] === '\r' ? { fields, end: at } : null;
}
