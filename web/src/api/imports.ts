import { queryOptions } from '@tanstack/react-query';
import type { Text } from '../i18n/words.ts';
import { ApiError, type Problem, read, write } from './client.ts';

export const importKinds = ['salesforce', 'hubspot', 'pipedrive', 'csv', 'log'] as const;
export type ImportKind = (typeof importKinds)[number];
export type ImportMode = 'replace' | 'add';
export type ImportState =
  | 'uploading'
  | 'running'
  | 'questions'
  | 'ready'
  | 'applying'
  | 'applied'
  | 'discarded'
  | 'failed';

/** How a table of the record changes when an import is applied. `carried`: the export has nothing of it, so the rows stay. */
export type TableChange = {
  readonly table: string;
  readonly before: number;
  readonly added: number;
  readonly changed: number;
  readonly gone: number;
  readonly carried: boolean;
};

/** Something that a person should check in a map that was proposed. */
export type Doubt = {
  readonly file: string;
  readonly column: string | null;
  readonly text: Text;
  readonly ask: DoubtAsk | null;
};

/** A word of a column and what it was taken for. */
export type AskedWord = { readonly value: string; readonly records: number; readonly means: string | null };

/** How a doubt is settled by choosing. */
export type DoubtAsk =
  | { readonly by: 'choice'; readonly choices: readonly Text[]; readonly is_said: boolean }
  | { readonly by: 'words'; readonly list: 'channel' | 'outcome'; readonly words: readonly AskedWord[] }
  | {
      readonly by: 'stages';
      readonly stages: readonly { readonly id: string; readonly name: string; readonly kind: string }[];
    };

/** What is said of the doubts about a column, null: of a table; an answer that is null says that it is right. */
export type SettledDoubt = { readonly file: string; readonly column: string | null; readonly answer: object | null };

/** An import as it stands. */
export type Import = {
  readonly id: string;
  readonly kind: ImportKind | null;
  readonly mode: ImportMode;
  readonly state: ImportState;
  readonly step: string | null;
  readonly version: number;
  readonly files: readonly { readonly name: string; readonly bytes: number; readonly is_map: boolean }[];
  readonly settings: string | null;
  /** When the answers were applied that it has taken over; null: they are its own. */
  readonly settings_from: string | null;
  readonly questions: number | null;
  readonly rows: number | null;
  readonly refused: number | null;
  /** Of its rows were there already and stayed as they were; null: it has not been applied. */
  readonly rows_there: number | null;
  readonly changes: readonly TableChange[] | null;
  readonly doubts: readonly Doubt[] | null;
  readonly problem: { readonly code: string; readonly detail: string; readonly fix: string | null } | null;
  readonly created_at: string;
  readonly changed_at: string;
};

/** Something that the data do not say and the settings may. */
export type Question = {
  readonly setting: string;
  readonly value: string | null;
  readonly records: number;
  readonly question: Text;
  readonly meanwhile: Text;
  /** The words of the export from which it is answered. */
  readonly among?: readonly Among[];
};

/** A word of an export, how many records use it, and what it means so far. */
export type Among = {
  readonly value: string;
  readonly name: string;
  readonly records: number;
  readonly means: Readonly<Record<string, string | number | null>>;
};

/** What was read, kept, refused and left out, and what to trust (docs/json.md). */
export type Report = {
  readonly crm: string;
  readonly source: string;
  readonly files: readonly {
    readonly file: string;
    readonly object: string | null;
    readonly rows: number;
    readonly malformed: number;
    readonly kept: number;
    readonly rejected: number;
    readonly skipped: readonly { readonly reason: Text; readonly rows: number }[];
    readonly unread: readonly string[];
  }[];
  readonly tables: readonly {
    readonly table: string;
    readonly rows: number;
    readonly first: string | null;
    readonly last: string | null;
  }[];
  readonly refused: readonly {
    readonly file: string | null;
    readonly line: number | null;
    readonly column: string | null;
    readonly value: string | null;
    readonly reason: Text;
  }[];
  readonly questions: readonly Question[];
  readonly checks: readonly { readonly id: string; readonly title: Text; readonly found: number }[];
  readonly limits: readonly {
    readonly text: Text;
    readonly weakens: readonly string[];
    readonly rulesOut: readonly string[];
  }[];
  readonly warnings: readonly Text[];
};

export const importsQuery = queryOptions({
  queryKey: ['imports'],
  queryFn: async ({ signal }) => (await read<{ readonly rows: readonly Import[] }>('/imports', {}, signal)).rows,
});

export function importQuery(id: string) {
  return queryOptions({ queryKey: ['import', id], queryFn: ({ signal }) => read<Import>(at(id), {}, signal) });
}

/** @param version the import's: another one has another report */
export function reportQuery(id: string, version: number) {
  return queryOptions({
    queryKey: ['import-report', id, version],
    queryFn: ({ signal }) => read<Report>(`${at(id)}/report`, {}, signal),
  });
}

const at = (id: string): string => `/imports/${encodeURIComponent(id)}`;

export const reportPage = (id: string): string => `/api/v1${at(id)}/report?format=html`;

export function beginImport(): Promise<Import> {
  return write('POST', '/imports', {});
}

/** Sends a file as it is. @throws ApiError */
export async function sendFile(id: string, file: File): Promise<void> {
  let response: Response;
  try {
    response = await fetch(`/api/v1${at(id)}/files/${encodeURIComponent(file.name)}`, {
      method: 'PUT',
      credentials: 'same-origin',
      headers: { 'content-type': 'application/octet-stream', 'accept-language': document.documentElement.lang },
      body: file,
    });
  } catch {
    throw new ApiError(0, null);
  }
  if (!response.ok) throw new ApiError(response.status, (await response.json().catch(() => null)) as Problem | null);
}

export function removeFile(id: string, name: string): Promise<unknown> {
  return write('DELETE', `${at(id)}/files/${encodeURIComponent(name)}`);
}

/** The text of a file of the map. */
export async function mapText(id: string, name: string): Promise<string> {
  const response = await fetch(`/api/v1${at(id)}/files/${encodeURIComponent(name)}`, { credentials: 'same-origin' });
  if (!response.ok) throw new ApiError(response.status, (await response.json().catch(() => null)) as Problem | null);
  return response.text();
}

export function runImport(id: string): Promise<Import> {
  return write('POST', `${at(id)}/run`, {});
}

export function changeImport(
  id: string,
  changes: { readonly kind?: ImportKind | null; readonly mode?: ImportMode },
): Promise<Import> {
  return write('PATCH', at(id), changes);
}

/** Answers the questions of an import; it is read anew. */
export function answerImport(id: string, settings: object): Promise<Import> {
  return write('PUT', `${at(id)}/settings`, { settings });
}

/** Settles doubts of the map that was proposed; it has to be read again afterwards. */
export function settleMap(id: string, answers: readonly SettledDoubt[]): Promise<Import> {
  return write('PUT', `${at(id)}/map`, { answers });
}

export function applyImport(id: string): Promise<Import> {
  return write('POST', `${at(id)}/apply`, {});
}

export function discardImport(id: string): Promise<Import> {
  return write('POST', `${at(id)}/discard`, {});
}

/** Tells whenever something becomes of an import, until nobody works on it. @returns how to listen no more */
export function followImport(id: string, onNews: () => void): () => void {
  const events = new EventSource(`/api/v1${at(id)}/events`);
  events.addEventListener('state', onNews);
  events.addEventListener('end', () => {
    events.close();
    onNews();
  });
  return () => events.close();
}
