/** Where the API is. */
export const base = '/api/v1';

/** Answers that were asked for before the app was there, each for the first who asks for it. */
const begun = new Map<string, Promise<Response>>();

/** Milliseconds after which an answer that nobody asked for is too old to be taken for the present. */
const lasts = 10_000;

/** Asks the API for what stands at a path. */
export function get(path: string, language: string, signal: AbortSignal | null = null): Promise<Response> {
  const headers = { accept: 'application/json', 'accept-language': language };
  return fetch(`${base}${path}`, { credentials: 'same-origin', headers, signal });
}

/** Asks now for what will be asked for soon. */
export function begin(path: string, language: string): Promise<Response> {
  const answer = get(path, language);
  // What goes wrong is told to whoever takes it.
  answer.catch(() => undefined);
  begun.set(path, answer);
  setTimeout(() => begun.delete(path), lasts);
  return answer;
}

/** The answer that is on its way already, if there is one. */
export function begunAt(path: string): Promise<Response> | undefined {
  const answer = begun.get(path);
  begun.delete(path);
  return answer;
}
