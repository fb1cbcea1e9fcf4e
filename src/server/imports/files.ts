import { createWriteStream } from 'node:fs';
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { sql } from '../../duckdb/sql.ts';
import type { SalesRecord, Tx } from '../../record/record.ts';
import type { ImportFile } from './import.ts';

/** Bytes of one part of a file. */
const partBytes = 1_048_576;

type Where = { readonly id: string; readonly place: ImportFile['place']; readonly name: string };

/** Keeps a file in the record, in place of one of the same name. @returns its bytes */
export async function keepFile(tx: Tx, { id, place, name }: Where, path: string): Promise<number> {
  const { org } = tx.actor;
  const { size } = await stat(path);
  await tx.run(
    sql`DELETE FROM tacto.import_file WHERE org = ${org} AND import_id = ${id} AND place = ${place} AND name = ${name}`,
  );
  await tx.run(
    sql`INSERT INTO tacto.import_file (org, import_id, place, name, bytes) VALUES (${org}, ${id}, ${place}, ${name}, ${size})`,
  );
  const file = await open(path);
  try {
    const buffer = Buffer.alloc(Math.min(partBytes, Math.max(1, size)));
    for (let nth = 0; ; nth++) {
      const { bytesRead } = await file.read(buffer, 0, buffer.length);
      if (bytesRead === 0) break;
      await tx.client.query(
        'INSERT INTO tacto.import_part (org, import_id, place, name, nth, content) VALUES ($1, $2, $3, $4, $5, $6)',
        [org, id, place, name, nth, buffer.subarray(0, bytesRead)],
      );
    }
  } finally {
    await file.close();
  }
  return size;
}

/** Keeps the files of a folder, not those below it. */
export async function keepFolder(tx: Tx, id: string, place: ImportFile['place'], dir: string): Promise<void> {
  for (const entry of await readdir(dir, { withFileTypes: true }).catch(() => [])) {
    if (entry.isFile() && !entry.name.startsWith('.'))
      await keepFile(tx, { id, place, name: entry.name }, join(dir, entry.name));
  }
}

/** Lays the files of one place into a new folder. @returns their names */
export async function layOut(
  record: SalesRecord,
  org: string,
  id: string,
  place: ImportFile['place'],
  dir: string,
): Promise<readonly string[]> {
  await rm(dir, { recursive: true, force: true });
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const names = await record.system(org, (tx) =>
    tx.rows<{ name: string }>(
      sql`SELECT name FROM tacto.import_file WHERE org = ${org} AND import_id = ${id} AND place = ${place} ORDER BY name`,
    ),
  );
  for (const { name } of names) {
    const target = createWriteStream(join(dir, name), { flags: 'wx', mode: 0o600 });
    Readable.from(contentOf(record, org, { id, place, name })).pipe(target);
    await finished(target);
  }
  return names.map(({ name }) => name);
}

/** The bytes of a file, part by part. */
export async function* contentOf(record: SalesRecord, org: string, { id, place, name }: Where): AsyncGenerator<Buffer> {
  for (let nth = 0; ; nth++) {
    const [part] = await record.system(org, (tx) =>
      tx.rows<{ content: Buffer }>(sql`SELECT content FROM tacto.import_part
        WHERE org = ${org} AND import_id = ${id} AND place = ${place} AND name = ${name} AND nth = ${nth}`),
    );
    if (part === undefined) return;
    yield part.content;
  }
}
