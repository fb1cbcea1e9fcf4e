import { UserError } from '../../domain/errors.ts';

/** The format of backups that this version writes and reads. */
export const backupFormat = 1;

/** A table in a backup. */
export type BackedTable = {
  readonly schema: string;
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: number;
  /** Names of the parts that hold its rows, in order. */
  readonly parts: readonly string[];
};

/** What a backup holds, and what it takes to know that it is all there. */
export type Manifest = {
  readonly format: number;
  /** The version of Tacto that made it. */
  readonly made_by: string;
  readonly made_at: string;
  /** The migrations that the database had. */
  readonly schema: readonly { readonly number: number; readonly checksum: string }[];
  /** In an order in which each comes after those that it needs. */
  readonly tables: readonly BackedTable[];
  /** Files of the data folder, such as the secret that second factors are kept with. */
  readonly files: readonly string[];
  /** Of every other part, its size and SHA-256. */
  readonly sums: Readonly<Record<string, { readonly bytes: number; readonly sha256: string }>>;
};

/** The part that a backup begins with, by which it is known. */
export const beginName = 'tacto-backup.json';
export const manifestName = 'manifest.json';
/** The last part: the SHA-256 of the manifest. */
export const sealName = 'manifest.sha256';

/** How many rows a backup has. */
export function rowsIn({ tables }: Manifest): number {
  return tables.reduce((sum, { rows }) => sum + rows, 0);
}

/** Says that a file is no backup, or not a whole one. */
export function badBackup(file: string, en: string, es: string): UserError {
  return new UserError({
    code: 'bad_backup',
    message: { en: `${file} cannot be restored: ${en}.`, es: `No se puede restaurar ${file}: ${es}.` },
    fix: {
      en: 'Nothing was changed. Take another backup.',
      es: 'No se ha cambiado nada. Use otra copia de seguridad.',
    },
  });
}
