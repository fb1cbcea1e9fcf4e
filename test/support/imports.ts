import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Body, Client } from './server.ts';

/** An event of an import, as it was sent. */
export type ImportEvent = { readonly id: number; readonly event: string; readonly data: Body };

/** Begins an import and sends files by name. @returns its id */
export async function sendFiles(
  client: Client,
  files: Readonly<Record<string, string | Uint8Array>>,
  given: object = {},
): Promise<string> {
  const { status, body } = await client('POST', '/imports', given);
  expect({ status, body }).toMatchObject({ status: 201, body: { state: 'uploading' } });
  const id = String(body['id']);
  for (const [name, content] of Object.entries(files)) {
    const sent = await client('PUT', `/imports/${id}/files/${encodeURIComponent(name)}`, content, octets);
    expect(sent).toMatchObject({ status: 200, body: { state: 'uploading' } });
  }
  return id;
}

export const octets = { 'Content-Type': 'application/octet-stream' };

/** The files of folders, by name. */
export async function filesOf(...folders: readonly string[]): Promise<Record<string, Uint8Array>> {
  const files: Record<string, Uint8Array> = {};
  for (const folder of folders) {
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      if (entry.isFile()) files[entry.name] = await readFile(join(folder, entry.name));
    }
  }
  return files;
}

/** What becomes of an import, from its events, until nobody works on it. */
export async function eventsOf(client: Client, id: string, last = 0): Promise<readonly ImportEvent[]> {
  const { status, headers, body } = await client('GET', `/imports/${id}/events`, undefined, {
    'Last-Event-ID': String(last),
  });
  expect({ status, type: headers.get('content-type') }).toEqual({
    status: 200,
    type: 'text/event-stream; charset=utf-8',
  });
  return String(body['text'])
    .split('\n\n')
    .filter((block) => block.includes('data: '))
    .map((block) => {
      const field = (name: string): string => new RegExp(`^${name}: (.*)$`, 'm').exec(block)![1]!;
      return { id: Number(field('id')), event: field('event'), data: JSON.parse(field('data')) as Body };
    });
}

/** Waits until nobody works on an import. @returns the import */
export async function settled(client: Client, id: string): Promise<Body> {
  return (await eventsOf(client, id)).at(-1)!.data;
}

/** Reads what was sent. @returns the import when it has been read */
export async function run(client: Client, id: string): Promise<Body> {
  expect(await client('POST', `/imports/${id}/run`)).toMatchObject({ status: 202, body: { state: 'running' } });
  return settled(client, id);
}

/** Applies an import. @returns the import when that is over */
export async function apply(client: Client, id: string): Promise<Body> {
  expect(await client('POST', `/imports/${id}/apply`)).toMatchObject({ status: 202, body: { state: 'applying' } });
  return settled(client, id);
}
