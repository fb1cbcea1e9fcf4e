import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { UserError } from '../../domain/errors.ts';
import { sql } from '../../duckdb/sql.ts';
import type { Tx } from '../../record/record.ts';
import { id } from '../http/fields.ts';
import { reads, type Route, uploads, writes } from '../http/route.ts';
import { contentOf, keepFile } from '../imports/files.ts';
import { changeImport, getImport, settleDoubts, wrongState } from '../imports/import.ts';
import { waiting } from '../imports/kinds.ts';
import { fileName, mostFiles, mostUploaded, placeOf, receive } from '../imports/upload.ts';
import { shown, toJson } from './import-shown.ts';

const shared = { tag: 'imports', right: 'imports' } as const;
const byFile = z.object({ id, name: fileName });

type ByFile = { readonly id: string; readonly name: string };

const send = uploads<ByFile>({
  ...shared,
  id: 'imports.files.send',
  path: '/imports/{id}/files/{name}',
  summary: {
    en: 'Send a file of an import as it is: CSV, JSON, Excel, a zip, or a map’s SQL',
    es: 'Envía un archivo de una importación tal cual: CSV, JSON, Excel, un zip o el SQL de un mapa',
  },
  params: byFile,
  answer: shown,
  handle: async ({ caller, services, language, params, request }) => {
    const { record, spool } = services;
    const left = await record.as(caller.actor, (tx) => roomFor(tx, params));
    const path = join(spool, `upload-${randomUUID()}`);
    try {
      await receive(request, params.name, path, left);
      const body = await record.as(caller.actor, async (tx) => {
        await lockImport(tx, params.id);
        await changeImport(tx, params.id, waiting, { state: 'uploading', problem: null });
        const place = placeOf(params.name);
        const bytes = await keepFile(tx, { id: params.id, place, name: params.name }, path);
        if (place === 'map') await settleDoubts(tx, params.id, params.name);
        if (bytes > left) throw new Error('more than there was room for');
        await roomFor(tx, params);
        return toJson(await getImport(tx, params.id), language);
      });
      return { status: 200, body };
    } finally {
      await rm(path, { force: true });
    }
  },
});

/** Of two files that come at once the second sees the first. */
async function lockImport(tx: Tx, own: string): Promise<void> {
  await tx.run(sql`SELECT FROM tacto.import WHERE org = ${tx.actor.org} AND id = ${own} FOR UPDATE`);
}

/** Bytes that one more file may have. @throws UserError `wrong_state`, `too_large`, `too_many_files`, `no_such_row` */
async function roomFor(tx: Tx, { id: own, name }: ByFile): Promise<number> {
  const { state, files } = await getImport(tx, own);
  if (!waiting.includes(state)) throw wrongState(state);
  const others = files.filter((file) => file.place !== 'log' && file.name !== name);
  if (others.length >= mostFiles) throw tooManyFiles();
  const left = mostUploaded - others.reduce((sum, { bytes }) => sum + bytes, 0);
  const own_bytes = files.find((file) => file.name === name)?.bytes ?? 0;
  if (left <= 0 || own_bytes > left) throw tooMuch();
  return left;
}

const remove = writes<ByFile>({
  ...shared,
  id: 'imports.files.remove',
  method: 'delete',
  path: '/imports/{id}/files/{name}',
  summary: { en: 'Take a file out of an import', es: 'Quita un archivo de una importación' },
  params: byFile,
  status: 204,
  handle: async ({ params }, tx) => {
    await changeImport(tx, params.id, waiting, { state: 'uploading', problem: null });
    const removed =
      await tx.run(sql`DELETE FROM tacto.import_file WHERE org = ${tx.actor.org} AND import_id = ${params.id}
      AND place = ${placeOf(params.name)} AND name = ${params.name}`);
    if (removed === 0) throw noSuchFile(params.name);
    return { status: 204, body: null };
  },
});

const fileText = reads<ByFile>({
  ...shared,
  id: 'imports.files.see',
  method: 'get',
  path: '/imports/{id}/files/{name}',
  summary: { en: 'A file of the map of an import', es: 'Un archivo del mapa de una importación' },
  params: byFile,
  produces: ['text/plain'],
  handle: async ({ caller, services, params }) => {
    const { files } = await services.record.as(caller.actor, (tx) => getImport(tx, params.id));
    if (!files.some(({ place, name }) => place === 'map' && name === params.name)) throw noSuchFile(params.name);
    const parts: Buffer[] = [];
    const where = { id: params.id, place: 'map', name: params.name } as const;
    for await (const part of contentOf(services.record, caller.actor.org, where)) parts.push(part);
    const body = new Response(Buffer.concat(parts), { headers: { 'Content-Type': 'text/plain; charset=utf-8' } });
    return { status: 200, body };
  },
});

/** The files of an import. */
export const importFileRoutes: readonly Route[] = [send, fileText, remove];

function noSuchFile(name: string): UserError {
  return new UserError({
    code: 'no_such_row',
    message: { en: `The import has no file ${name}.`, es: `La importación no tiene el archivo ${name}.` },
  });
}

function tooManyFiles(): UserError {
  return new UserError({
    code: 'too_many_files',
    message: {
      en: `An import has ${mostFiles} files at most.`,
      es: `Una importación tiene ${mostFiles} archivos como máximo.`,
    },
    fix: { en: 'Send them as a zip.', es: 'Envíelos en un zip.' },
  });
}

function tooMuch(): UserError {
  const mib = mostUploaded / 1_048_576;
  return new UserError({
    code: 'too_large',
    message: {
      en: `The files of an import have ${mib} MiB at most.`,
      es: `Los archivos de una importación ocupan ${mib} MiB como máximo.`,
    },
    fix: { en: 'Send them as a zip.', es: 'Envíelos en un zip.' },
  });
}
