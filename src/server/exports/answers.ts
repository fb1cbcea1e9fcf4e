import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { type Data, dataToCsv, dataToParquet } from '../../kpi/data/data.ts';
import { toXlsx } from './xlsx.ts';

/** How data can be taken away. */
export const fileFormats = ['csv', 'parquet', 'xlsx'] as const;
export type FileFormat = (typeof fileFormats)[number];

/** What a file of each format is. */
export const fileTypes = {
  csv: 'text/csv; charset=utf-8',
  parquet: 'application/vnd.apache.parquet',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  zip: 'application/zip',
} as const;

/** Headers of a file to keep. @param name of letters, digits, `-`, `_` and `.` only */
export function fileHeaders(name: string, format: keyof typeof fileTypes): Record<string, string> {
  const plain = `${name.replaceAll(/[^\w.-]/g, '-')}.${format}`;
  return { 'Content-Type': fileTypes[format], 'Content-Disposition': `attachment; filename="${plain}"` };
}

/** Data as a file of one of the formats. */
export async function dataAnswer(data: Data, name: string, format: FileFormat, timezone: string): Promise<Response> {
  const content =
    format === 'csv'
      ? dataToCsv(data)
      : format === 'parquet'
        ? await dataToParquet(data)
        : await toXlsx({ ...data, name, timezone });
  return new Response(content as Uint8Array<ArrayBuffer>, { headers: fileHeaders(name, format) });
}

/** A file of this server as an answer; afterwards, whether it was taken or not, `done` is called. */
export async function fileAnswer(
  path: string,
  headers: Readonly<Record<string, string>>,
  done: () => Promise<void>,
): Promise<Response> {
  const { size } = await stat(path);
  const content = createReadStream(path);
  content.once('close', () => void done());
  const body = Readable.toWeb(content) as unknown as ReadableStream<Uint8Array>;
  return new Response(body, { headers: { ...headers, 'Content-Length': String(size) } });
}
