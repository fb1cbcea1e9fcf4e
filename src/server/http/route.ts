import type { z } from 'zod';
import type { Language, Text } from '../../domain/text.ts';
import type { RightName } from '../access/rights.ts';
import type { Caller } from '../access/caller.ts';
import type { Tx } from '../../record/record.ts';
import type { Services } from '../services.ts';

/** A request, read and authorised. */
export type Call<P, Q, B> = {
  readonly caller: Caller;
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  readonly language: Language;
  readonly services: Services;
  /** As it came, for what no schema reads; null where there is none, as for an assistant's tool. */
  readonly request: Request | null;
};

/** What a route answers: a status and what JSON says. */
export type Reply = {
  readonly status: 200 | 201 | 202 | 204;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};

type Shapes<P, Q, B> = {
  /** Its name in the documents and in OpenAPI, such as `deals.list`. */
  readonly id: string;
  /** Below `/api/v1`, such as `/deals/{id}`. */
  readonly path: string;
  readonly right: RightName;
  readonly summary: Text;
  readonly params?: z.ZodType<P>;
  readonly query?: z.ZodType<Q>;
  readonly body?: z.ZodType<B>;
  /** What it answers; absent: an object without a schema of its own. */
  readonly answer?: z.ZodType;
  readonly status?: Reply['status'];
  /** The types of what it answers when that is no JSON alone, as a `Response` of its own. */
  readonly produces?: readonly string[];
  /** The chapter of the documents. */
  readonly tag: string;
};

/** A route that changes nothing. */
export type ReadRoute<P, Q, B> = Shapes<P, Q, B> & {
  readonly kind: 'read';
  readonly method: 'get' | 'post';
  readonly handle: (call: Call<P, Q, B>) => Promise<Reply>;
};

/** A route that changes the record: all of it in one transaction, in which a repeated request is recognised. */
export type WriteRoute<P, Q, B> = Shapes<P, Q, B> & {
  readonly kind: 'write';
  readonly method: 'post' | 'patch' | 'put' | 'delete';
  /** False: its answer holds a secret, so it is not kept for a repeated request. */
  readonly repeatable?: false;
  readonly handle: (call: Call<P, Q, B>, tx: Tx) => Promise<Reply>;
};

/** A route that takes a file as it is sent, and keeps it by itself. Sent again, it takes the place of what was sent before. */
export type UploadRoute<P, Q> = Shapes<P, Q, never> & {
  readonly kind: 'upload';
  readonly method: 'put';
  readonly handle: (call: Call<P, Q, never> & { readonly request: Request }) => Promise<Reply>;
};

/** A route for people who are not signed in: an invitation is its own key. */
export type OpenRoute = Omit<Shapes<never, never, never>, 'right'> & {
  readonly method: 'get' | 'post';
  /** True: programs that tell no origin may send it too, since it acts by a secret of its address and never by a cookie. */
  readonly anyOrigin?: true;
  readonly handle: (
    call: Omit<Call<never, never, never>, 'caller' | 'request'> & { readonly headers: Headers },
  ) => Promise<Reply>;
};

/** A route for people who are not signed in. */
export function opens<P = unknown, Q = unknown, B = unknown>(
  route: Omit<Shapes<P, Q, B>, 'right'> & {
    readonly method: 'get' | 'post';
    readonly anyOrigin?: true;
    readonly handle: (
      call: Omit<Call<P, Q, B>, 'caller' | 'request'> & { readonly headers: Headers },
    ) => Promise<Reply>;
  },
): OpenRoute {
  return route as unknown as OpenRoute;
}

/** Any route, its shapes known to itself alone. */
export type Route = ReadRoute<never, never, never> | WriteRoute<never, never, never> | UploadRoute<never, never>;

/** A route that reads. */
export function reads<P = unknown, Q = unknown, B = unknown>(route: Omit<ReadRoute<P, Q, B>, 'kind'>): Route {
  return { ...route, kind: 'read' } as unknown as Route;
}

/** A route that takes a file. */
export function uploads<P = unknown, Q = unknown>(route: Omit<UploadRoute<P, Q>, 'kind' | 'method'>): Route {
  return { ...route, kind: 'upload', method: 'put' } as unknown as Route;
}

/** A route that writes. */
export function writes<P = unknown, Q = unknown, B = unknown>(route: Omit<WriteRoute<P, Q, B>, 'kind'>): Route {
  return { ...route, kind: 'write' } as unknown as Route;
}
