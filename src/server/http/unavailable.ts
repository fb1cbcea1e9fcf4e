import { UserError } from '../../domain/errors.ts';
import { ReplicaClosed } from '../../record/replica/follower.ts';

/** What PostgreSQL and its clients say when a request is right and there is just nobody to serve it. */
const unreachable =
  /^(08\w{3}|57P0[123]|53[34]00|ECONN(REFUSED|RESET)|ENOENT|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENOTFOUND|EAI_AGAIN)$/;
const lost = /^(Connection terminated|Client has encountered a connection error|Cannot use a pool after calling end)/;
const full = /^timeout exceeded when trying to connect$/;

/**
 * Of an error that says nothing against a request, but that it cannot be answered now: what to tell whoever asks, with status 503. Null: it is
 * another one.
 */
export function unavailable(error: unknown): UserError | null {
  if (error instanceof ReplicaClosed) return serverEnds();
  if (!(error instanceof Error)) return null;
  if (full.test(error.message)) return overloaded();
  const { code, syscall } = error as { readonly code?: unknown; readonly syscall?: unknown };
  const isFile = typeof syscall === 'string' && syscall !== 'connect' && !/^(read|write)$/.test(syscall);
  if (lost.test(error.message) || (typeof code === 'string' && unreachable.test(code) && !isFile)) return noDatabase();
  return null;
}

/** Seconds after which it is worth asking again. */
export const retryAfter = 5;

const again = { en: 'Ask again in some seconds.', es: 'Vuelva a intentarlo en unos segundos.' };
const repeat = {
  en: 'Ask again in some seconds; repeat what changes something with the same Idempotency-Key, and it is not done twice.',
  es: 'Vuelva a intentarlo en unos segundos; repita lo que cambie algo con la misma Idempotency-Key y no se hará dos veces.',
};

function overloaded(): UserError {
  return new UserError({
    code: 'overloaded',
    message: {
      en: 'More is asked of this server at once than it can answer. Nothing was done.',
      es: 'Se le pide a este servidor más de lo que puede responder a la vez. No se ha hecho nada.',
    },
    fix: again,
  });
}

function noDatabase(): UserError {
  return new UserError({
    code: 'not_ready',
    message: {
      en: 'This server does not reach its database at the moment.',
      es: 'En este momento el servidor no llega a su base de datos.',
    },
    fix: repeat,
  });
}

/** For whoever asks while the server ends. */
export function serverEnds(): UserError {
  return new UserError({
    code: 'server_ends',
    message: { en: 'This server is about to end.', es: 'Este servidor está a punto de terminar.' },
    fix: repeat,
  });
}
