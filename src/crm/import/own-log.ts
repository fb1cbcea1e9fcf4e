import { join } from 'node:path';
import { UserError } from '../../domain/errors.ts';
import type { Text } from '../../domain/text.ts';
import { readOptional } from '../../log/optional-file.ts';
import type { Crm } from './definition.ts';
import type { ImportSettings } from './settings.ts';

/** The file in a log's folder that says which CRM it was imported from. */
export const reportFile = 'import-report.json';

/** What a log says of the import that made it. */
export type OwnLog = {
  /** The name of its settings file; null when it had none. */
  readonly settings: string | null;
};

/** @throws UserError `other_log` when the folder holds a log that is no import from this CRM: it would be lost */
export async function ownLogOf(crm: Crm, out: string): Promise<OwnLog> {
  const text = await readOptional(join(out, reportFile));
  if (text?.includes(`"crm":"${crm.name}"`) === true) return { settings: settingsIn(text) };
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

function settingsIn(report: string): string | null {
  try {
    const { settings } = JSON.parse(report) as { readonly settings?: unknown };
    return typeof settings === 'string' ? settings : null;
  } catch {
    return null;
  }
}

/** What to say when the import before had settings and this one has none: what they explained is unknown again. */
export function settingsLeftOut({ file }: ImportSettings, earlier: OwnLog | null): readonly Text[] {
  const before = earlier?.settings ?? null;
  if (file !== null || before === null) return [];
  return [
    {
      en: `The import before had settings (${before}) and this one has none: what they explained is unknown again. Import with --settings to have it back.`,
      es: `La importación anterior llevaba ajustes (${before}) y esta no: lo que explicaban vuelve a desconocerse. Importe con --settings para recuperarlo.`,
    },
  ];
}
