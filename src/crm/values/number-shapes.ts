import { blank, type Shape, type Traits } from './shapes.ts';

/** What the numbers of a column look like. */
export const numberTraits = {
  /** Digits, a minus at most before them: the sales log's own form. */
  plainWhole: 1n << 0n,
  /** The same with a point that can only be a decimal one. */
  plainPoint: 1n << 1n,
  blank: 1n << 2n,
  /** Digits with thousands apart, currencies or brackets, and no mark that could be taken for another. */
  whole: 1n << 3n,
  exponent: 1n << 4n,
  /** A mark that can only be the decimal one, or can only be that of thousands, so that the other is. */
  point: 1n << 5n,
  comma: 1n << 6n,
  /** One mark before exactly three digits. */
  ambiguous: 1n << 7n,
  unreadable: 1n << 8n,
} as const satisfies Record<string, Traits>;

export type DecimalMark = ',' | '.';

const apart = String.raw`(?:['’]|${blank})`;
const exponent = String.raw`[eE][+-]?\d{1,2}`;

/** Codes as in ISO 4217, and the signs and abbreviations that stand for them. */
const currency = String.raw`(?:[A-Z]{0,3}\p{Sc}|${Intl.supportedValuesOf('currency').join('|')}|S/|kr|zł|Kč|Ft)`;
const sign = '[-+−]?';

/** The whole text of a number whose digits and marks are `core`. */
function written(core: string): string {
  const money = `(?:${currency}${blank}*)?`;
  const after = `(?:${blank}*${currency})?`;
  const signed = `(?:${sign}${blank}*${money}|${money}${sign})(?:${core})${after}`;
  const inBrackets = String.raw`${money}\(${blank}*${money}(?:${core})${after}${blank}*\)`;
  return `${blank}*(?:${signed}|${inBrackets})${blank}*`;
}

/** A number that proves `mark` to be the decimal one; `other` is the other. */
function proof(mark: string, other: string): string {
  return [
    String.raw`[1-9]\d{0,2}(?:${other}\d{3})+${mark}\d+`,
    String.raw`[1-9]\d{0,2}(?:${other}\d{3}){2,}`,
    String.raw`[1-9]\d{0,2}(?:${apart}\d{3})+${mark}\d+`,
    String.raw`\d*${mark}(?:\d{1,2}|\d{4,})`,
    String.raw`(?:0\d*|\d{4,})?${mark}\d{3}`,
    String.raw`\d+${mark}\d+${exponent}`,
  ].join('|');
}

export const plainNumbers: readonly Shape[] = [
  { pattern: String.raw`-?\d+`, traits: numberTraits.plainWhole },
  {
    pattern: String.raw`-?(?:\d+\.(?:\d{1,2}|\d{4,})|(?:0\d*|\d{4,})\.\d{3})`,
    traits: numberTraits.plainPoint,
  },
];

/** What a text may be, in the order in which it is looked at. */
export const numberShapes: readonly Shape[] = [
  ...plainNumbers,
  { pattern: `${blank}*`, traits: numberTraits.blank },
  { pattern: written(proof(String.raw`\.`, ',')), traits: numberTraits.point },
  { pattern: written(proof(',', String.raw`\.`)), traits: numberTraits.comma },
  { pattern: written(String.raw`[1-9]\d{0,2}[.,]\d{3}`), traits: numberTraits.ambiguous },
  {
    pattern: written(String.raw`\d+|[1-9]\d{0,2}(?:${apart}\d{3})+|\d+${exponent}`),
    traits: numberTraits.whole,
  },
];

/** A digit, then an exponent: no currency reads so. */
export const exponentInside = String.raw`\d[eE][+-]?\d`;

/** A number that can be read with this decimal mark. */
export function readableWith(mark: DecimalMark): string {
  const { decimal, thousands } = marks(mark);
  return written(
    [
      String.raw`(?:\d+|[1-9]\d{0,2}(?:(?:${thousands}\d{3})+|(?:${apart}\d{3})+))(?:${decimal}\d+)?`,
      String.raw`${decimal}\d+`,
      String.raw`\d+(?:${decimal}\d+)?${exponent}`,
    ].join('|'),
  );
}

/** What most money looks like: at most a minus and a currency sign around digits. `dropped` are the characters to leave out of it. */
export function simpleMoney(mark: DecimalMark): { readonly pattern: string; readonly dropped: string } {
  const { decimal, thousands } = marks(mark);
  const digits = String.raw`(?:\d+|[1-9]\d{0,2}(?:${thousands}\d{3})+)(?:${decimal}\d+)?`;
  return {
    pattern: `-?[$€£]?${digits}(?:[ \u00a0]?[$€£])?`,
    dropped: `${mark === '.' ? ',' : '.'}$€£ \u00a0`,
  };
}

function marks(mark: DecimalMark): { readonly decimal: string; readonly thousands: string } {
  return mark === '.' ? { decimal: String.raw`\.`, thousands: ',' } : { decimal: ',', thousands: String.raw`\.` };
}
