/** How a number format shows a number. */
export type NumberKind = 'number' | 'date' | 'instant' | 'time';

/** Formats that Excel has without saying them in the file. */
const builtIn: Readonly<Record<number, NumberKind>> = {
  ...Object.fromEntries(
    [14, 15, 16, 17, 27, 28, 29, 30, 31, 34, 35, 36, 50, 51, 52, 53, 54, 57, 58].map((id) => [id, 'date']),
  ),
  ...Object.fromEntries([18, 19, 20, 21, 32, 33, 45, 46, 47, 55, 56].map((id) => [id, 'time'])),
  22: 'instant',
};

/** @param code the format as the file says it, such as `dd/mm/yyyy hh:mm`; null for one that Excel has by its number */
export function numberKind(id: number, code: string | null): NumberKind {
  if (code === null) return builtIn[id] ?? 'number';
  const [first = ''] = code
    .replace(/"[^"]*"|\\.|[_*]./g, '')
    .replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '')
    .split(';');
  if (/^\s*general\s*$/i.test(first)) return 'number';
  const letters = first
    .replace(/am\/pm|a\/p/gi, 'h')
    .replace(/[^a-z[\]]/gi, '')
    .toLowerCase();
  const hasTime = /[hs]/.test(letters);
  const hasDate = /[yd]/.test(letters) || (letters.includes('m') && !hasTime && !letters.includes('['));
  if (hasDate) return hasTime ? 'instant' : 'date';
  return hasTime || /\[m+\]/.test(letters) ? 'time' : 'number';
}

const dayMs = 86_400_000;
const lastSerial = 2_958_466;
/** A number shown as a time is a span up to so many days, else a moment of which only the time is shown. */
const longestSpan = 1000;

/**
 * What a number cell says, as text: a plain number without the noise of its binary form, or by its format a date `2024-03-01`, a time of day or
 * span `09:30:00`, or both `2024-03-01T09:30:00`. A date with a time keeps it however it is shown.
 * @param text the number as the file has it
 */
export function numberText(text: string, kind: NumberKind, is1904: boolean): string {
  const number = Number(text);
  if (text.trim() === '' || !Number.isFinite(number)) return text;
  if (kind === 'number' || number < 0 || number >= lastSerial) return plainNumber(text.trim(), number);
  if (kind === 'time' && number < longestSpan) return clock(Math.round(number * dayMs));
  const ms = Math.round(number * dayMs);
  const start = is1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, number < 60 ? 31 : 30);
  const day = new Date(start + Math.floor(ms / dayMs) * dayMs).toISOString().slice(0, 10);
  return kind === 'date' && ms % dayMs === 0 ? day : `${day}T${clock(ms % dayMs)}`;
}

function clock(ms: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const seconds = Math.floor(ms / 1000);
  const part = ms % 1000 === 0 ? '' : `.${String(ms % 1000).padStart(3, '0')}`;
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}${part}`;
}

/** Excel counts in fifteen digits; those behind are noise. A whole number is as it is written. */
function plainNumber(text: string, number: number): string {
  if (/^-?\d+$/.test(text)) return text;
  const rounded = Number(number.toPrecision(15));
  const shown = String(rounded);
  return shown.includes('e')
    ? rounded.toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 20 })
    : shown;
}

/** A text with Excel's escapes for characters (`_x000D_`) turned into them. */
export function cellText(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (escape, hex: string) => {
    const code = Number.parseInt(hex, 16);
    return code === 0 ? escape : String.fromCharCode(code);
  });
}
