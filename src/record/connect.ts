import { type ClientConfig, type CustomTypesConfig, Pool, types } from 'pg';
import { UserError } from '../domain/errors.ts';
import type { Connection } from './postgres/cluster.ts';

/** Where the record lies: a PostgreSQL that Tacto has started, or one of the user's own by its URL. */
export type Place =
  | { readonly connection: Connection; readonly databaseUrl?: undefined }
  | { readonly databaseUrl: string; readonly connection?: undefined };

/** The settings of a client: answers come with the types of `valuesOf`. */
export function clientConfig(place: Place): ClientConfig {
  const where = place.databaseUrl === undefined ? { ...place.connection } : { connectionString: place.databaseUrl };
  return {
    ...where,
    types: valuesOf,
    keepAlive: true,
    connectionTimeoutMillis: 10_000,
    application_name: 'tacto',
  };
}

/** A pool of connections that outlives a PostgreSQL that restarts. */
export function openPool(place: Place, size: number): Pool {
  const pool = new Pool({ ...clientConfig(place), max: size });
  // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => undefined);
  return pool;
}

const type = { int8: 20, date: 1082, timestamp: 1114, timestamptz: 1184 } as const;

/**
 * How values of PostgreSQL come: bigint as number (bigint beyond 2^53), numeric as exact text, date as `YYYY-MM-DD`, timestamptz as
 * ISO text in UTC, jsonb parsed.
 */
const valuesOf: CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    switch (oid) {
      case type.int8:
        return (text: string) => (Number.isSafeInteger(Number(text)) ? Number(text) : BigInt(text));
      case type.date:
        return (text: string) => text;
      case type.timestamp:
      case type.timestamptz:
        return isoInstant;
      default:
        return types.getTypeParser(oid, format ?? 'text') as (text: string) => unknown;
    }
  }) as CustomTypesConfig['getTypeParser'],
};

/** `2026-07-01 09:30:00+00` → `2026-07-01T09:30:00Z`: sessions run in UTC. */
function isoInstant(text: string): string {
  return `${text.replace(' ', 'T').replace(/\+00(:?00)?$/, '')}Z`;
}

/** Makes of an error of connecting one that says what to do; others stay. */
export function connectFault(place: Place, error: unknown): unknown {
  const code = (error as { code?: unknown } | null)?.code;
  const reason = error instanceof Error ? error.message : String(error);
  const isOurs = typeof code === 'string' && /^(E[A-Z]+|28[0-9A-Z]{3}|3D000|08\d{3}|57P03|53300)$/.test(code);
  if (!isOurs && !/timeout|Connection terminated|SSL|Invalid URL/i.test(reason)) return error;
  const where = placeName(place);
  const fault = new UserError({
    code: 'no_database',
    message: {
      en: `PostgreSQL cannot be reached at ${where}: ${reason}.`,
      es: `No se puede conectar con PostgreSQL en ${where}: ${reason}.`,
    },
    fix: {
      en: 'Check that it runs, and the address, user, password and database in DATABASE_URL.',
      es: 'Compruebe que está en marcha y la dirección, el usuario, la contraseña y la base de datos de DATABASE_URL.',
    },
  });
  fault.cause = error;
  return fault;
}

/** Host and database, never the password. */
function placeName(place: Place): string {
  if (place.connection !== undefined) return `${place.connection.host}/${place.connection.database}`;
  try {
    const { host, pathname } = new URL(place.databaseUrl);
    return `${host}${pathname}`;
  } catch {
    return 'DATABASE_URL';
  }
}
