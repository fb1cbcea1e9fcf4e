/** What RFC 4180 allows, as patterns that a whole line or record must match. */
export type CsvPatterns = {
  /** From outside quotes: the line ends inside a field that a quote opened. */
  readonly opens: string;
  /** From inside: the line is text of the field, its quotes doubled. */
  readonly stays: string;
  /** From inside: the line closes the field and ends outside. */
  readonly closes: string;
  /** From inside: the line closes the field and ends inside another. */
  readonly reopens: string;
  /** A whole record. */
  readonly record: string;
  /** One field of a record that has a delimiter put before it, so that no match is empty; group 1 is the field. */
  readonly field: string;
};

/** The patterns for a delimiter of one character. */
export function csvPatterns(delimiter: string): CsvPatterns {
  const d = `\\x{${delimiter.codePointAt(0)!.toString(16)}}`;
  const inner = '(?:[^"]|"")*';
  const field = `(?:[^"${d}]*|"${inner}")`;
  return {
    opens: `(?s)(?:${field}${d})*"${inner}`,
    stays: `(?s)${inner}`,
    closes: `(?s)${inner}"(?:${d}${field})*`,
    reopens: `(?s)${inner}"${d}(?:${field}${d})*"${inner}`,
    record: `(?s)${field}(?:${d}${field})*`,
    field: `(?s)${d}("${inner}"|[^"${d}]*)`,
  };
}
