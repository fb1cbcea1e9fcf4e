import { UserError } from '../../domain/errors.ts';
import type { Text } from '../../domain/text.ts';
import type { TableProfile } from './profile.ts';
import { type AnyOf, lackingFor } from './roles.ts';

const mostFiles = 10;

/** What a sheet is most likely meant to be, and the name that says so where its columns do not. */
const meant = {
  activities: { en: 'for activities', es: 'para actividades', file: { en: 'calls.csv', es: 'llamadas.csv' } },
  deals: { en: 'for deals', es: 'para oportunidades', file: { en: 'deals.csv', es: 'oportunidades.csv' } },
  accounts: { en: 'for accounts', es: 'para cuentas', file: { en: 'clients.csv', es: 'clientes.csv' } },
} as const;
const entities = ['activities', 'deals', 'accounts'] as const;

/** What a role says, with headers that do. */
const words: Readonly<Record<string, Text>> = {
  occurred_at: { en: 'the date (Date, When)', es: 'la fecha (Fecha, Cuándo)' },
  rep_id: {
    en: 'who did it or with whom (Rep, Company, Contact)',
    es: 'quién lo hizo o con quién (Comercial, Cliente, Contacto)',
  },
  stage_id: { en: 'the stage (Stage, Status)', es: 'la etapa (Etapa, Fase, Estado)' },
  account_id: {
    en: 'the client or a number (Client, Company, Ref)',
    es: 'el cliente o un número (Cliente, Empresa, Ref)',
  },
  name: { en: 'the name (Name, Company)', es: 'el nombre (Nombre, Empresa)' },
};

/** The refusal of files of which none is anything of a sales log; it says what each lacks. */
export function nothingToPropose(source: string, profiles: readonly TableProfile[]): UserError {
  const shown = profiles.slice(0, mostFiles).map(lacksOf);
  const more = profiles.length - shown.length;
  const rest =
    more <= 0
      ? []
      : [{ en: `${more} more files are left to look at.`, es: `Quedan otros ${more} archivos por mirar.` }];
  const lacks = [...shown, ...rest];
  return new UserError({
    code: 'nothing_to_propose',
    message: {
      en: [`${source}: no CSV file looks like deals, activities, leads, accounts, contacts or reps.`]
        .concat(lacks.map(({ en }) => en))
        .join(' '),
      es: [
        `${source}: ningún archivo CSV parece de oportunidades, actividades, leads, cuentas, contactos o comerciales.`,
      ]
        .concat(lacks.map(({ es }) => es))
        .join(' '),
    },
    fix: {
      en: 'Give its files and columns names that say what they hold, or write the map by hand.',
      es: 'Dé a sus archivos y columnas nombres que digan qué contienen, o escriba el mapa a mano.',
    },
  });
}

function lacksOf(profile: TableProfile): Text {
  const { file, rows } = profile.table;
  if (rows === 0) return { en: `${file} has no rows.`, es: `${file} no tiene filas.` };
  const parts = entities.map((entity): Text => {
    const lacking = lackingFor(entity, profile).map(inWords);
    const { file: called, en, es } = meant[entity];
    const name = { en: `a file name such as ${called.en}`, es: `un nombre de archivo como ${called.es}` };
    const all = lacking.length > 0 ? lacking : [name];
    return {
      en: `${en}, ${all.map((one) => one.en).join(' and ')}`,
      es: `${es}, ${all.map((one) => one.es).join(' y ')}`,
    };
  });
  return {
    en: `${file} lacks, ${parts.map(({ en }) => en).join('; ')}.`,
    es: `A ${file} le falta, ${parts.map(({ es }) => es).join('; ')}.`,
  };
}

function inWords(any: AnyOf): Text {
  const role = ['rep_id', 'account_id', 'name'].find((one) => any.includes(one)) ?? any[0]!;
  const text = words[role];
  if (text === undefined) throw new Error(`no words for ${role}`);
  return text;
}
