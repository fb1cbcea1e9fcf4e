import { UserError } from '../../domain/errors.ts';
import type { Language } from '../../domain/text.ts';
import { unavailable } from './unavailable.ts';

/** An error as a client gets it (RFC 9457). */
export type Problem = {
  /** Names the kind of error for programs. */
  readonly type: string;
  readonly title: string;
  readonly status: number;
  /** What is wrong, in the reader's language. */
  readonly detail: string;
  /** The stable name of the error. */
  readonly code: string;
  /** What would be right. */
  readonly fix?: string;
  /** Where a request is wrong, each as a path such as `body.amount`. */
  readonly errors?: readonly { readonly path: string; readonly message: string }[];
};

const statuses: Readonly<Record<string, number>> = {
  bad_request: 400,
  bad_json: 400,
  bad_cursor: 400,
  not_signed_in: 401,
  bad_token: 401,
  forbidden: 403,
  wrong_origin: 403,
  not_found: 404,
  no_such_route: 404,
  no_such_row: 404,
  method_not_allowed: 405,
  conflict: 409,
  already_there: 409,
  still_referenced: 409,
  busy: 409,
  wrong_state: 409,
  map_changed: 409,
  record_changed: 409,
  too_slow: 408,
  too_large: 413,
  not_json: 415,
  too_many_requests: 429,
  internal: 500,
  not_ready: 503,
  overloaded: 503,
  server_ends: 503,
};

const titles: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  408: 'Request Timeout',
  409: 'Conflict',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Content',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};

/** The HTTP status of an error that a user can cause: 422 where nothing else is said. */
export function statusOf(code: string): number {
  return statuses[code] ?? 422;
}

/** What a status is called. */
export function titleOf(status: number): string {
  return titles[status] ?? 'Error';
}

/** A `UserError` that points at places of the request. */
export class RequestError extends UserError {
  readonly errors: NonNullable<Problem['errors']>;

  constructor(errors: NonNullable<Problem['errors']>) {
    super({
      code: 'bad_request',
      message: {
        en: `The request does not fit: ${inLine(errors)}.`,
        es: `La petición no es válida: ${inLine(errors)}.`,
      },
    });
    this.errors = errors;
  }
}

function inLine(errors: NonNullable<Problem['errors']>): string {
  const shown = errors.slice(0, 3).map(({ path, message }) => `${path}: ${message}`);
  return `${shown.join('; ')}${errors.length > 3 ? ' …' : ''}`;
}

/** The problem that an error is told as; what is no user's fault says nothing of its cause. */
export function problemOf(error: unknown, language: Language): Problem {
  const known = error instanceof UserError ? error : (unavailable(error) ?? internal());
  const status = statusOf(known.code);
  const { message, fix } = known.fault;
  return {
    type: `urn:tacto:problem:${known.code}`,
    title: titleOf(status),
    status,
    detail: message[language],
    code: known.code,
    ...(fix === undefined ? {} : { fix: fix[language] }),
    ...(known instanceof RequestError ? { errors: known.errors } : {}),
  };
}

function internal(): UserError {
  return new UserError({
    code: 'internal',
    message: {
      en: 'Something went wrong here; it has been written down.',
      es: 'Algo ha fallado aquí; ha quedado anotado.',
    },
    fix: {
      en: 'Try again; if it stays, tell whoever runs this server.',
      es: 'Inténtelo de nuevo; si sigue igual, avise a quien lleva este servidor.',
    },
  });
}
