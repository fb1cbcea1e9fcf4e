import { lastNow, parseInstant } from '../domain/calendar.ts';
import { UserError } from '../domain/errors.ts';
import { discardCache, isDamage, openLog, type OpenLog } from '../engine/cache.ts';
import type { Kpi } from '../kpi/kpi.ts';
import { kpisOf } from '../kpi/log-kpis.ts';
import type { CliContext } from './context.ts';
import { counted } from '../kpi/counts.ts';

/** The options of every command that reads a log. */
export type LogOptions = {
  readonly data: string;
  readonly asOf?: string;
  readonly cache?: string;
  readonly strict?: boolean;
};

/** A log that is open for one command. */
export type LogSession = { readonly log: OpenLog; readonly kpis: ReadonlyMap<string, Kpi> };

/**
 * Opens the log of a command, warns of what reading found, runs the command's work and closes it. A cache that turns out
 * damaged is rebuilt once.
 * @throws UserError `rejects` with `--strict` when a row was rejected.
 */
export async function withLog<T>(
  context: CliContext,
  options: LogOptions,
  work: (session: LogSession) => Promise<T>,
): Promise<T> {
  const kpis = await kpisOf(options.data);
  const open = async (): Promise<OpenLog> => {
    const asOf = await requireAsOf(options);
    return openLog(options.data, {
      knownKpis: new Set(kpis.keys()),
      ...(asOf === undefined ? {} : { asOf }),
      ...(options.cache === undefined ? {} : { cacheDir: options.cache }),
    });
  };
  let log = await open();
  try {
    report(context, log, options);
    try {
      return await work({ log, kpis });
    } catch (error) {
      if (!isDamage(error)) throw error;
      await discardCache(log);
      log = await open();
      return await work({ log, kpis });
    }
  } finally {
    log.close();
  }
}

function report(context: CliContext, log: OpenLog, options: LogOptions): void {
  const rejected = Object.values(log.reading.tables).reduce((sum, table) => sum + table.rejected, 0);
  for (const warning of log.reading.warnings) context.warn(context.say(warning));
  if (rejected === 0) return;
  if (options.strict === true) throw strictError(rejected, options.data);
  context.warn(
    context.say(
      counted(
        rejected,
        {
          en: `{n} row was rejected and is left out; \`tacto check ${options.data}\` says which and why.`,
          es: `Se rechazó {n} fila y queda fuera; \`tacto check ${options.data}\` dice cuál y por qué.`,
        },
        {
          en: `{n} rows were rejected and are left out; \`tacto check ${options.data}\` says which and why.`,
          es: `Se rechazaron {n} filas y quedan fuera; \`tacto check ${options.data}\` dice cuáles y por qué.`,
        },
      ),
    ),
  );
}

/** What `--strict` says when rows were rejected. */
export function strictError(rejected: number, dir: string): UserError {
  return new UserError({
    code: 'rejects',
    message: counted(
      rejected,
      {
        en: '{n} row was rejected, and --strict allows none.',
        es: 'Se rechazó {n} fila y --strict no admite ninguna.',
      },
      {
        en: '{n} rows were rejected, and --strict allows none.',
        es: 'Se rechazaron {n} filas y --strict no admite ninguna.',
      },
    ),
    fix: { en: `\`tacto check ${dir}\` says which and why.`, es: `\`tacto check ${dir}\` dice cuáles y por qué.` },
  });
}

async function requireAsOf(options: LogOptions): Promise<Temporal.Instant | undefined> {
  if (options.asOf === undefined) return undefined;
  const { readWorkspace } = await import('../log/read.ts');
  const { workspace } = await readWorkspace(options.data);
  const text = /^\d{4}-\d{2}-\d{2}$/.test(options.asOf) ? `${options.asOf}T00:00:00` : options.asOf;
  const asOf = parseInstant(text, workspace.timezone);
  if (asOf !== null && Temporal.Instant.compare(asOf, lastNow) <= 0) return asOf;
  throw new UserError({
    code: 'bad_as_of',
    message:
      asOf === null
        ? { en: `--as-of ${options.asOf} is not an instant.`, es: `--as-of ${options.asOf} no es un instante.` }
        : { en: `--as-of ${options.asOf} is too far ahead.`, es: `--as-of ${options.asOf} queda demasiado lejos.` },
    fix: {
      en: 'Write it as 2026-07-01 or 2026-07-01T09:30:00Z.',
      es: 'Escríbalo así: 2026-07-01 o 2026-07-01T09:30:00Z.',
    },
  });
}
