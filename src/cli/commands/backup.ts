import { countText } from '../../domain/numbers.ts';
import { backUp, restore } from '../../server/keep/backup.ts';
import { readConfig } from '../../server/config/config.ts';
import type { CliContext } from '../context.ts';

export type KeepOptions = { readonly data?: string };

/** `tacto backup`: everything of a server in one file, also while it runs. */
export async function backupCommand(
  { say, out, language }: CliContext,
  file: string,
  options: KeepOptions,
): Promise<void> {
  const { rows, tables, bytes } = await backUp(await readConfig(process.env, options.data), file);
  const count = countText(language, rows);
  const size = (bytes / 1_000_000).toLocaleString(language, { maximumFractionDigits: 1 });
  out(
    say({
      en: `${count} rows of ${tables} tables are in ${file} (${size} MB). Keep it as safe as the server: it holds everything, sign-in too.`,
      es: `${count} filas de ${tables} tablas están en ${file} (${size} MB). Guárdelo tan seguro como el servidor: lo contiene todo, también el acceso.`,
    }),
  );
}

/** `tacto restore`: what a backup holds, into a new data folder or database. */
export async function restoreCommand(
  { say, out, language }: CliContext,
  file: string,
  options: KeepOptions,
): Promise<void> {
  const config = await readConfig(process.env, options.data);
  const { rows, made_at } = await restore(config, file);
  const [count, when] = [countText(language, rows), made_at.slice(0, 16).replace('T', ' ')];
  out(
    say({
      en: `${count} rows are there as of ${when} UTC, all counted. Start it: tacto serve --data ${config.data}`,
      es: `${count} filas están como el ${when} UTC, todas contadas. Arranque: tacto serve --data ${config.data}`,
    }),
  );
}
