/** A value in a JSON text: where its bytes are, and what it is. Objects at the top list their members, and these theirs. */
export type JsonPart = {
  readonly kind: 'object' | 'array' | 'scalar';
  readonly start: number;
  end: number;
  readonly members: Map<string, JsonPart>;
  /** Of an array: what its first value is. */
  first: JsonPart['kind'] | null;
};

type Open = { readonly part: JsonPart; readonly isKept: boolean; key: string | null; wantsKey: boolean };

const [quote, backslash, comma, colon] = [0x22, 0x5c, 0x2c, 0x3a];
const [openBrace, closeBrace, openBracket, closeBracket] = [0x7b, 0x7d, 0x5b, 0x5d];
/** An object with more members is no page and no list of tables. */
const mostMembers = 10_000;
const deepest = 100_000;
/** So deep are objects whose members are listed. */
const keptDepth = 2;
const none = new Map<string, JsonPart>();

/**
 * Finds where the values of a JSON text (UTF-8) begin and end without reading what they hold: one value or several, one after the other.
 * Its brackets must match; whatever else is wrong shows when the values are read. Hand it the text chunk by chunk, then `end`.
 */
export class JsonOutline {
  readonly #take: (value: JsonPart) => void;
  readonly #open: Open[] = [];
  #at = 0;
  #line = 1;
  #inString = false;
  #isEscaped = false;
  #scalar: JsonPart | null = null;
  #key: number[] | null = null;
  /** The line on which the brackets stop to match, or on which the text ends too early. */
  brokenAt: number | null = null;

  /** @param take what becomes of each value at the top */
  constructor(take: (value: JsonPart) => void) {
    this.#take = take;
  }

  read(chunk: Buffer): void {
    for (let i = 0; i < chunk.length && this.brokenAt === null; i++) {
      const byte = chunk[i]!;
      if (byte === 0x0a) this.#line++;
      if (this.#inString) this.#inside(byte, this.#at + i);
      else if (byte > 0x20) this.#outside(byte, this.#at + i);
      else this.#endScalar(this.#at + i);
    }
    this.#at += chunk.length;
  }

  end(): void {
    if (this.brokenAt !== null) return;
    if (this.#open.length > 0 || this.#inString) this.brokenAt = this.#line;
    else this.#endScalar(this.#at);
  }

  #inside(byte: number, at: number): void {
    if (byte === quote && !this.#isEscaped) {
      this.#inString = false;
      if (this.#key !== null) {
        const open = this.#open.at(-1)!;
        open.key = textOf(this.#key);
        this.#key = null;
      } else this.#endScalar(at + 1);
      return;
    }
    this.#isEscaped = byte === backslash && !this.#isEscaped;
    this.#key?.push(byte);
  }

  #outside(byte: number, at: number): void {
    const top = this.#open.at(-1);
    if (byte === quote) {
      this.#inString = true;
      this.#isEscaped = false;
      if (top?.wantsKey === true) {
        this.#key = top.isKept ? [] : null;
        top.wantsKey = false;
        top.key = null;
      } else this.#scalar = this.#begin('scalar', at);
    } else if (byte === openBrace || byte === openBracket) {
      this.#endScalar(at);
      const part = this.#begin(byte === openBrace ? 'object' : 'array', at);
      if (this.#open.length >= deepest) this.brokenAt = this.#line;
      const isKept =
        byte === openBrace && this.#open.length < keptDepth && (top === undefined || top.part.kind === 'object');
      this.#open.push({ part, isKept, key: null, wantsKey: byte === openBrace });
    } else if (byte === closeBrace || byte === closeBracket) {
      this.#endScalar(at);
      if (top === undefined || (top.part.kind === 'object') !== (byte === closeBrace)) {
        this.brokenAt = this.#line;
        return;
      }
      this.#open.pop();
      top.part.end = at + 1;
      if (this.#open.length === 0) this.#take(top.part);
    } else if (byte === comma || byte === colon) {
      this.#endScalar(at);
      if (top !== undefined) top.wantsKey = byte === comma && top.part.kind === 'object';
    } else this.#scalar ??= this.#begin('scalar', at);
  }

  #begin(kind: JsonPart['kind'], start: number): JsonPart {
    const top = this.#open.at(-1);
    const members = kind === 'object' && this.#open.length < keptDepth ? new Map<string, JsonPart>() : none;
    const part: JsonPart = { kind, start, end: start, members, first: null };
    if (top === undefined) return part;
    if (top.part.kind === 'array') top.part.first ??= kind;
    else if (top.isKept && top.key !== null && top.part.members.size < mostMembers) top.part.members.set(top.key, part);
    return part;
  }

  #endScalar(at: number): void {
    if (this.#scalar === null) return;
    this.#scalar.end = at;
    const part = this.#scalar;
    this.#scalar = null;
    if (this.#open.length === 0) this.#take(part);
  }
}

function textOf(bytes: readonly number[]): string {
  const text = Buffer.from(bytes).toString('utf8');
  try {
    return JSON.parse(`"${text}"`) as string;
  } catch {
    return text;
  }
}
