import { UserError } from '../../domain/errors.ts';

/** Bytes that the body of a request may have. */
export const mostBytes = 1_048_576;

/**
 * Reads a body as text, and no more of it than is allowed.
 * @throws UserError `too_large`, `bad_json` when it is not UTF-8
 */
export async function readText(request: Request, most = mostBytes): Promise<string> {
  if (Number(request.headers.get('content-length') ?? 0) > most) throw tooLarge(most);
  if (request.body === null) return '';
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of request.body as ReadableStream<Uint8Array>) {
    bytes += part.byteLength;
    if (bytes > most) throw tooLarge(most);
    parts.push(part);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(parts));
  } catch {
    throw badJson({ en: 'it is not UTF-8', es: 'no es UTF-8' });
  }
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

function tooLarge(most: number): UserError {
  const kib = Math.floor(most / 1024);
  return new UserError({
    code: 'too_large',
    message: { en: `The body is larger than ${kib} KiB.`, es: `El cuerpo supera los ${kib} KiB.` },
  });
}
