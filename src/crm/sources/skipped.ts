import { basename } from 'node:path';
import type { Text } from '../../domain/text.ts';

const hidden: Text = { en: 'a hidden file of the system', es: 'un archivo oculto del sistema' };
const lock: Text = {
  en: 'a lock file of an open document',
  es: 'un archivo de bloqueo de un documento abierto',
};
const oldExcel: Text = {
  en: 'an old Excel format: save it as .xlsx or CSV',
  es: 'un formato antiguo de Excel: guárdelo como .xlsx o CSV',
};
const otherSheet: Text = {
  en: 'a spreadsheet of another format: save it as .xlsx or CSV',
  es: 'una hoja de cálculo de otro formato: guárdela como .xlsx o CSV',
};
const otherArchive: Text = {
  en: 'an archive that is not unpacked: unpack it beside the other files',
  es: 'un archivo comprimido que no se descomprime: descomprímalo junto a los demás archivos',
};
const other: Text = { en: 'not a table', es: 'no es una tabla' };
export const innerZip: Text = {
  en: 'a zip in a zip: unpack it beside the other files',
  es: 'un zip dentro de otro: descomprímalo junto a los demás archivos',
};
export const link: Text = {
  en: 'a link, not a file of this export',
  es: 'un enlace, no un archivo de esta exportación',
};
export const ownLog: Text = {
  en: 'the sales log itself, which is no part of the export',
  es: 'el propio registro de ventas, que no es parte de la exportación',
};
export const special: Text = { en: 'no regular file', es: 'no es un archivo normal' };

/** Why a file or folder is left alone that its name shows to be no part of an export; null when it may be one. */
export function skippedByName(path: string): Text | null {
  const parts = path.split('/');
  const name = basename(path);
  if (name.startsWith('~$') || name.startsWith('.~lock.')) return lock;
  const isHidden = parts.some((part) => part.startsWith('.') || part === '__MACOSX');
  return isHidden || /^(thumbs\.db|desktop\.ini)$/i.test(name) ? hidden : null;
}

/** What is not read of a file with an extension that says that it is no table. */
export function unreadable(extension: string): Text {
  if (extension === 'xls' || extension === 'xlt') return oldExcel;
  if (['xlsb', 'ods', 'fods', 'numbers'].includes(extension)) return otherSheet;
  return ['gz', 'tgz', 'tar', 'rar', '7z', 'bz2', 'xz', 'zst'].includes(extension) ? otherArchive : other;
}
