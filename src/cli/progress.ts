import type { Progress } from '../crm/import/import-crm.ts';
import type { Text } from '../domain/text.ts';
import type { CliContext } from './context.ts';

const steps: Readonly<Record<Progress, Text>> = {
  reading: { en: 'Reading the export', es: 'Leyendo la exportación' },
  recognising: { en: 'Looking at what its files hold', es: 'Mirando qué contienen sus archivos' },
  mapping: { en: 'Turning records into the sales log', es: 'Convirtiendo los registros en el registro de ventas' },
  checking: { en: 'Checking every row', es: 'Comprobando cada fila' },
  writing: { en: 'Writing the log', es: 'Escribiendo el registro' },
};

/** A line on the terminal that says what is being done; nothing where nobody watches. */
export type ProgressLine = { readonly show: (step: Progress) => void; readonly clear: () => void };

/** @param to standard error, which does not disturb what the command answers */
export function progressLine(
  { say }: CliContext,
  to: { readonly isTTY?: boolean; readonly write: (text: string) => unknown } = process.stderr,
): ProgressLine {
  if (to.isTTY !== true) return { show: () => undefined, clear: () => undefined };
  const startOfLine = '\r\u001B[K';
  return {
    show: (step) => void to.write(`${startOfLine}${say(steps[step])} …`),
    clear: () => void to.write(startOfLine),
  };
}
