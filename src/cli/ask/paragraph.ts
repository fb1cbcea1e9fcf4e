import { typed } from '../../insight/ask/commands.ts';
import type { CliContext } from '../context.ts';
import { printable, wrap } from '../table.ts';

/** A long text reads badly in lines that are longer. */
const widest = 110;

/** A text in lines, all of them indented; the first one may begin otherwise. */
export function paragraph({ width }: CliContext, text: string, indent = '', first = indent): string {
  return wrap(printable(text), Math.min(width, widest) - indent.length)
    .map((line, i) => `${i === 0 ? first : indent}${line}`)
    .join('\n');
}

/** A command is one line, however long, so that it can be copied. */
export function command(line: readonly string[]): string {
  return printable(typed(line));
}
