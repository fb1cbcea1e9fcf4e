/** What a CSV file is like whose records can be told apart in one way only. */
export type RegularCsv = {
  /** Its records, a header row included. */
  readonly records: number;
  /** Fields of each of them. */
  readonly width: number;
  /** Bytes of the longest of them. */
  readonly longest: number;
  readonly lineEnd: '\n' | '\r\n';
  readonly hasQuote: boolean;
  /** Whether fields hold line ends, LF or CR. */
  readonly hasLineEndsInFields: boolean;
  /** The first record as it is written, without its line end. */
  readonly first: string;
};

const [other, quote, delimiterByte, lineFeed, carriageReturn] = [0, 1, 2, 3, 4];
const quoteByte = 0x22;
const [atRecord, atField, plain, quoted, closed, returned] = [0, 1, 2, 3, 4, 5];

/**
 * Goes over the bytes of a text and tells whether it is CSV as RFC 4180 has it, without any liberty: quotes only around whole fields
 * and doubled within, every record as wide as the first, no blank lines, one kind of line end, and a first record of one line.
 */
export class CsvScan {
  readonly #classes = new Uint8Array(256);
  #state = atRecord;
  #isRegular = true;
  #records = 0;
  #width = 0;
  #fields = 1;
  #longest = 0;
  #recordStart = 0;
  #offset = 0;
  #lineEnd: '\n' | '\r\n' | undefined;
  #hasQuote = false;
  #hasLineEndsInFields = false;
  #first: Buffer = Buffer.alloc(0);

  /** @param delimiter one character; only one of a single byte can be regular */
  constructor(delimiter: string) {
    if (Buffer.byteLength(delimiter) !== 1) this.#isRegular = false;
    this.#classes[quoteByte] = quote;
    this.#classes[0x0a] = lineFeed;
    this.#classes[0x0d] = carriageReturn;
    this.#classes[delimiter.charCodeAt(0) & 0xff] = delimiterByte;
  }

  /** Takes the next bytes, those of a byte order mark left out. */
  take(chunk: Uint8Array): void {
    if (this.#isRegular) this.#isRegular = this.#goOver(chunk);
  }

  /** Whether the text may still be regular. */
  #goOver(chunk: Uint8Array): boolean {
    if (this.#records === 0) this.#first = Buffer.concat([this.#first, chunk]);
    const classes = this.#classes;
    const end = chunk.length;
    let state = this.#state;
    for (let i = 0; i < end; i++) {
      let byte = chunk[i]!;
      if (state === quoted) {
        while (byte !== quoteByte) {
          if (byte === 0x0a || byte === 0x0d) this.#hasLineEndsInFields = true;
          if (++i === end) break;
          byte = chunk[i]!;
        }
        if (i < end) state = closed;
        continue;
      }
      if (state === plain) {
        while (classes[byte] === other) {
          if (++i === end) break;
          byte = chunk[i]!;
        }
        if (i === end) break;
      }
      const kind = classes[byte];
      if (kind === other) {
        if (state > plain) return false;
        state = plain;
        continue;
      }
      if (kind === quote) {
        if (state === plain || state === returned) return false;
        // A second quote after the one that seemed to close the field was a doubled one.
        state = quoted;
        this.#hasQuote = true;
      } else if (kind === delimiterByte) {
        if (state === returned) return false;
        this.#fields++;
        state = atField;
      } else if (kind === carriageReturn) {
        if (state === returned || state === atRecord) return false;
        state = returned;
      } else {
        if (state === atRecord || !this.#endRecord(this.#offset + i, state === returned ? '\r\n' : '\n')) return false;
        state = atRecord;
      }
    }
    this.#state = state;
    this.#offset += end;
    return true;
  }

  /** What the text was like; null when it is not regular. */
  end(): RegularCsv | null {
    if (!this.#isRegular || this.#state === quoted || this.#state === returned) return null;
    if (this.#state !== atRecord && !this.#endRecord(this.#offset, this.#lineEnd ?? '\n')) return null;
    if (this.#records === 0) return null;
    return {
      records: this.#records,
      width: this.#width,
      longest: this.#longest,
      lineEnd: this.#lineEnd ?? '\n',
      hasQuote: this.#hasQuote,
      hasLineEndsInFields: this.#hasLineEndsInFields,
      first: this.#first.toString('utf8'),
    };
  }

  #endRecord(end: number, lineEnd: '\n' | '\r\n'): boolean {
    if (this.#records === 0) {
      this.#width = this.#fields;
      this.#first = this.#first.subarray(0, end - (lineEnd === '\r\n' ? 1 : 0));
      if (this.#hasLineEndsInFields) return false;
    } else if (this.#fields !== this.#width) return false;
    this.#lineEnd ??= lineEnd;
    if (this.#lineEnd !== lineEnd) return false;
    this.#longest = Math.max(this.#longest, end - this.#recordStart);
    this.#recordStart = end + 1;
    this.#records++;
    this.#fields = 1;
    return true;
  }
}
