import { UserError } from '../../domain/errors.ts';

/** What the answers of APIs that failed are made of: a text with another key holds records. */
const errorKeys = new Set(
  'success error error_info error_description errorCode error_code message status statusCode code category subCategory correlationId requestId errors context links fields data additional_data'.split(
    ' ',
  ),
);

/**
 * What an API says went wrong, when a JSON text is its answer to a request that failed: `{"success":false,"error":…}` of Pipedrive,
 * `{"status":"error","message":…}` of HubSpot, `[{"errorCode":…,"message":…}]` of Salesforce. Null: it is none.
 */
export function apiErrorIn(text: string): string | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  const answers: readonly unknown[] = Array.isArray(value) ? value : [value];
  const [first] = answers;
  return isRecord(first) && answers.every(isError) ? wordsOf(first) : null;
}

function isError(answer: unknown): boolean {
  if (!isRecord(answer) || !Object.keys(answer).every((key) => errorKeys.has(key))) return false;
  const { success, status, error, errorCode, message, data } = answer;
  const hasFailed = success === false || status === 'error' || isSaid(error) || (isSaid(errorCode) && isSaid(message));
  return hasFailed && !Array.isArray(data);
}

function isSaid(value: unknown): boolean {
  return (typeof value === 'string' && value !== '') || isRecord(value);
}

function wordsOf({ error, message, errorCode, status }: Readonly<Record<string, unknown>>): string {
  const inside = isRecord(error) ? error['message'] : error;
  const found = [message, inside, errorCode, status].find(
    (text): text is string => typeof text === 'string' && text !== '',
  );
  return (found ?? 'error').slice(0, 200);
}

/** A file that holds such an answer. */
export function apiError(file: string, words: string): UserError {
  return new UserError({
    code: 'api_error',
    message: {
      en: `${file} is no export: the API answered with an error, “${words}”.`,
      es: `${file} no es una exportación: la API respondió con un error, «${words}».`,
    },
    fix: {
      en: 'Fetch it again with an access that is valid, or leave the file out.',
      es: 'Descárguelo de nuevo con un acceso válido, o quite el archivo.',
    },
  });
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
