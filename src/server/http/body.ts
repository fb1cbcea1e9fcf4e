import { UserError } from '../../domain/errors.ts';

/** Bytes that the body of a request may have. */
export const mostBytes = 1_048_576;

/** How long such a body may take, in milliseconds. */
const patience = 60_000;

/**
 * Reads a body as text, and no more of it than is allowed.
 * @throws UserError `too_large`, `bad_json` when it is not UTF-8
 */
export async function readText(request: Request, most = mostBytes): Promise<string> {
  if (Number(request.headers.get('content-length') ?? 0) > most) throw tooLarge(most);
  if (request.body === null) return '';
  const parts = await inTime(partsOf(request.body as ReadableStream<Uint8Array>, most));
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(parts));
  } catch {
    throw badJson({ en: 'it is not UTF-8', es: 'no es UTF-8' });
  }
}

/**
 * A request for a library that reads bodies whole and without end: the same with its body read, and no more of it than is allowed.
 * @throws UserError `too_large`, `too_slow`, `bad_json` when it is not UTF-8
 */
export async function bounded(request: Request, headers: Headers = request.headers): Promise<Request> {
  const { url, method, signal } = request;
  if (request.body === null) return new Request(url, { method, headers, signal });
  return new Request(url, { method, headers, signal, body: await readText(request) });
}

async function partsOf(body: ReadableStream<Uint8Array>, most: number): Promise<readonly Uint8Array[]> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of body) {
    bytes += part.byteLength;
    if (bytes > most) throw tooLarge(most);
    parts.push(part);
  }
  return parts;
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(tooSlow()), patience);
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

/** Says that a body does not come. */
export function tooSlow(): UserError {
  return new UserError({
    code: 'too_slow',
    message: { en: 'The body did not come in time.', es: 'El cuerpo de la petición no llegó a tiempo.' },
    fix: { en: 'Send it again.', es: 'Envíelo de nuevo.' },
  });
}

/**
 * Reads the text of a body as JSON.
 * @throws UserError `not_json`, `bad_json`
 */
export function readJson(request: Request, text: string): unknown {
  const type = (request.headers.get('content-type') ?? '').split(';')[0]!.trim().toLowerCase();
  if (type !== 'application/json' && !type.endsWith('+json')) {
    throw new UserError({
      code: 'not_json',
      message: { en: 'The body is not said to be JSON.', es: 'La petición no dice que su cuerpo sea JSON.' },
      fix: { en: 'Send Content-Type: application/json.', es: 'Envíe Content-Type: application/json.' },
    });
  }
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw badJson({ en: 'it is not valid JSON', es: 'no es JSON válido' });
  }
}

function badJson(reason: { readonly en: string; readonly es: string }): UserError {
  return new UserError({
    code: 'bad_json',
    message: { en: `The body cannot be read: ${reason.en}.`, es: `No se puede leer el cuerpo: ${reason.es}.` },
  });
}

/** Says that a body has more bytes than it may. */
export function tooLarge(most: number): UserError {
  const size = most < 10 * 1_048_576 ? `${Math.floor(most / 1024)} KiB` : `${Math.floor(most / 1_048_576)} MiB`;
  return new UserError({
    code: 'too_large',
    message: { en: `The body is larger than ${size}.`, es: `El cuerpo supera los ${size}.` },
  });
}
