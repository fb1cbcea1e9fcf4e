import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../../domain/errors.ts';
import type { Text } from '../../domain/text.ts';
import { fileFault } from '../../log/file-faults.ts';
import { readOptional } from '../../log/optional-file.ts';
import type { Crm } from './definition.ts';
import type { MadeOf } from './objects-before.ts';
import { type ImportSettings, parseSettings } from './settings.ts';

/** The file in a log's folder that says which CRM it was imported from. */
export const reportFile = 'import-report.json';

/** The file in a log's folder with the settings of the import that made it. */
export const settingsFile = 'import-settings.yaml';

/** What a log says of the import that made it. */
export type OwnLog = {
  /** The name of its settings file; null when it had none. */
  readonly settings: string | null;
  /** Those settings, if they lie with the log. */
  readonly text: string | null;
  /** What its report says of the files that it was made from; null when it does not. */
  readonly files: readonly MadeOf[] | null;
};

/** @throws UserError `other_log` when the folder holds a log that is no import from this CRM: it would be lost */
export async function ownLogOf(crm: Crm, out: string): Promise<OwnLog> {
  const text = await readOptional(join(out, reportFile));
  if (text?.includes(`"crm":"${crm.name}"`) === true) {
    return { ...saidBy(text), text: await readOptional(join(out, settingsFile)) };
  }
  throw new UserError({
    code: 'other_log',
    message: {
      en: `${out} holds a sales log that was not imported from ${crm.name}.`,
      es: `${out} contiene un registro de ventas que no se importó de ${crm.name}.`,
    },
    fix: {
      en: 'Name a new folder, or the one of an earlier import.',
      es: 'Indique una carpeta nueva, o la de una importación anterior.',
    },
  });
}

function saidBy(report: string): Pick<OwnLog, 'settings' | 'files'> {
  try {
    const { settings, files } = JSON.parse(report) as { readonly settings?: unknown; readonly files?: unknown };
    return {
      settings: typeof settings === 'string' ? settings : null,
      files: Array.isArray(files) ? (files as readonly MadeOf[]) : null,
    };
  } catch {
    return { settings: null, files: null };
  }
}

/**
 * The settings of an import: those that are given, else those of the import before, which lie with its log.
 * @throws UserError `bad_settings` of what lies there
 */
export function settingsWith(given: ImportSettings, earlier: OwnLog | null): ImportSettings {
  if (given.file !== null || earlier === null) return given;
  const { settings, text } = earlier;
  if (text === null) return settings === null ? given : { ...given, warnings: [leftOut(settings)] };
  if (text.trim() === '') return given;
  const taken = parseSettings(text, settingsFile);
  const file = settings ?? settingsFile;
  return { ...taken, file, warnings: [takenOver(file), ...taken.warnings] };
}

/** Puts the settings of an import beside its log, for the next one. */
export async function keepSettings(out: string, { text }: ImportSettings): Promise<void> {
  const path = join(out, settingsFile);
  const draft = `${path}.draft`;
  try {
    if (text === null || (await readOptional(path)) === text) return;
    await writeFile(draft, text);
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true }).catch(() => undefined);
    throw fileFault('write', path, error);
  }
}

function takenOver(file: string): Text {
  const from = file === settingsFile ? file : `${file}, ${settingsFile}`;
  return {
    en: `No settings were given: those of the import before hold (${from}). Others take their place by --settings; an empty file, and there are none.`,
    es: `No se han dado ajustes: valen los de la importación anterior (${from}). Con --settings se ponen otros en su lugar; con un archivo vacío, ninguno.`,
  };
}

/** What they explained is unknown again. */
function leftOut(before: string): Text {
  return {
    en: `The import before had settings (${before}) and this one has none: what they explained is unknown again. Import with --settings to have it back.`,
    es: `La importación anterior llevaba ajustes (${before}) y esta no: lo que explicaban vuelve a desconocerse. Importe con --settings para recuperarlo.`,
  };
}
