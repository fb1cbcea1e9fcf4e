import type { Add } from './add.ts';
import type { KeepOptions } from './commands/backup.ts';
import type { CliContext } from './context.ts';
import type { Text } from '../domain/text.ts';

const dataFolder: Text = {
  en: 'data folder (TACTO_DATA, else data)',
  es: 'carpeta de datos (TACTO_DATA; si no, data)',
};

/** Adds the commands that keep a server's data safe. */
export function addKeeping(add: Add, context: CliContext): void {
  add(
    'backup',
    { '<FILE>': { en: 'new file', es: 'archivo nuevo' } },
    {
      en: 'back up everything of a server into one file, also while it runs',
      es: 'hace una copia de seguridad de todo un servidor en un archivo, también en marcha',
    },
    'tacto backup tacto-2026-07-01.tar --data /srv/tacto\nDATABASE_URL=postgres://… tacto backup tacto.tar',
  )
    .option('--data <DIR>', context.say(dataFolder))
    .action(async (file: string, options: KeepOptions) =>
      (await import('./commands/backup.ts')).backupCommand(context, file, options),
    );
  add(
    'restore',
    { '<FILE>': { en: 'a backup', es: 'una copia de seguridad' } },
    {
      en: 'restore a backup into a new data folder or an empty database, all of it or nothing',
      es: 'restaura una copia en una carpeta de datos nueva o en una base de datos vacía, todo o nada',
    },
    'tacto restore tacto-2026-07-01.tar --data /srv/tacto',
  )
    .option('--data <DIR>', context.say(dataFolder))
    .action(async (file: string, options: KeepOptions) =>
      (await import('./commands/backup.ts')).restoreCommand(context, file, options),
    );
}
