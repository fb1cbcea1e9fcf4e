import { type DestinationStream, pino } from 'pino';
import type { Config } from './config/config.ts';

/** Writes events down, one line of JSON each: what happened and how long it took, never who or what about. */
export type Log = {
  readonly debug: (event: string, facts?: Facts) => void;
  readonly info: (event: string, facts?: Facts) => void;
  readonly warn: (event: string, facts?: Facts) => void;
  readonly error: (event: string, facts?: Facts) => void;
};

/** Facts of an event: numbers, ids of requests, names of routes. */
export type Facts = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** Opens the log of a server, on standard error unless another place is given. */
export function openLog(level: Config['logLevel'], to: DestinationStream = pino.destination(2)): Log {
  const logger = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, to);
  const write =
    (weight: 'debug' | 'info' | 'warn' | 'error') =>
    (event: string, facts: Facts = {}): void =>
      logger[weight](facts, event);
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
}

/** What of an error may be written down: its kind, its code and where it came up, not its message, which may quote people. */
export function factsOf(error: unknown): Facts {
  if (!(error instanceof Error)) return { error: typeof error };
  const { code } = error as { code?: unknown };
  const frames = (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 6)
    .map((line) =>
      line
        .trim()
        .replace(/^at /, '')
        .replace(/\(?file:\/\/.*\/src\//, '(src/'),
    );
  return { error: error.name, code: typeof code === 'string' ? code : undefined, at: frames.join(' < ') };
}
