import { base, begunAt, get } from './get.ts';
import { type Query, toQuery } from './query.ts';

export { base, type Query, toQuery };

/** What the server says is wrong (RFC 9457). */
export type Problem = {
  readonly type?: string;
  readonly title: string;
  readonly status: number;
  readonly detail?: string;
  readonly code?: string;
  readonly fix?: string;
  readonly errors?: readonly { readonly path: string; readonly message: string }[];
};

/** An answer that is no success; `problem` is null when none was given, or the server could not be reached (`status` 0). */
export class ApiError extends Error {
  readonly status: number;
  readonly problem: Problem | null;

  constructor(status: number, problem: Problem | null) {
    super(problem?.detail ?? problem?.title ?? `HTTP ${status}`);
    this.status = status;
    this.problem = problem;
  }
}

/** Whether an error says that nobody is signed in: there was no session, or it has ended. */
export function isSignedOut(error: unknown): boolean {
  return error instanceof ApiError && error.status === 401 && error.problem?.code === 'not_signed_in';
}

/** Reads from the API. @throws ApiError */
export async function read<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> {
  const at = `${path}${toQuery(query)}`;
  return (await answerOf(begunAt(at) ?? get(at, document.documentElement.lang, signal ?? null))) as T;
}

/** Writes to the API. A write that carries the same `once` a second time is done once. @throws ApiError */
export async function write<T>(
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown,
  once: string = crypto.randomUUID(),
): Promise<T> {
  const sent = fetch(`${base}${path}`, {
    method,
    credentials: 'same-origin',
    headers: {
      accept: 'application/json',
      'accept-language': document.documentElement.lang,
      'idempotency-key': once,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return (await answerOf(sent)) as T;
}

async function answerOf(sent: Promise<Response>): Promise<unknown> {
  let response: Response;
  try {
    response = await sent;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiError(0, null);
  }
  if (response.status === 204) return null;
  const isJson = /[/+]json\b/.test(response.headers.get('content-type') ?? '');
  const answer: unknown = isJson ? await response.json() : null;
  if (!response.ok) throw new ApiError(response.status, answer as Problem | null);
  return answer;
}
