import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Database } from '../../duckdb/database.ts';
import { xlsxOf, zipOf } from './test-archives.ts';
import { readFiles, readPath } from './test-support.ts';

const csv = 'Id,Name\n1,a\n';

describe('a folder', () => {
  test('is read with its subfolders, in the order of names', async () => {
    const { tables } = await readFiles({ 'b.csv': csv, 'a/z.csv': csv, 'a/c/y.CSV': csv, 'a.csv': csv });
    expect(tables.map(({ file, name }) => [file, name])).toEqual([
      ['a.csv', 'a'],
      ['a/c/y.CSV', 'y'],
      ['a/z.csv', 'z'],
      ['b.csv', 'b'],
    ]);
  });

  test('tells what is no table, and why', async () => {
    const { tables, ignored } = await readFiles({
      'a.csv': csv,
      '.DS_Store': 'x',
      '.git/config': 'x',
      '__MACOSX/._a.csv': csv,
      '~$Deals.xlsx': 'x',
      'Thumbs.db': 'x',
      'empty.csv': '',
      'blank.csv': '\n \n',
      'deals.xls': 'x',
      'deals.ods': 'x',
      'deals.csv.gz': 'x',
      'logo.png': 'x',
      'readme.txt': 'Dear all,\nhere is the export.\n',
      noextension: 'x',
      'odd.constructor': 'x',
    });
    expect(tables.length).toBe(1);
    expect(Object.fromEntries(ignored.map(({ file, reason }) => [file, reason.en]))).toEqual({
      '.DS_Store': 'a hidden file of the system',
      '.git': 'a hidden file of the system',
      __MACOSX: 'a hidden file of the system',
      '~$Deals.xlsx': 'a lock file of an open document',
      'Thumbs.db': 'a hidden file of the system',
      'empty.csv': 'it is empty',
      'blank.csv': 'it is empty',
      'deals.xls': 'an old Excel format: save it as .xlsx or CSV',
      'deals.ods': 'a spreadsheet of another format: save it as .xlsx or CSV',
      'deals.csv.gz': 'an archive that is not unpacked: unpack it beside the other files',
      'logo.png': 'not a table',
      'readme.txt': 'a text without columns',
      noextension: 'not a table',
      'odd.constructor': 'not a table',
    });
  });

  test('without a table is a fault that tells why', async () => {
    await expect(readFiles({ 'deals.xls': 'x' })).rejects.toMatchObject({
      code: 'no_source',
      fault: { message: { en: expect.stringContaining('deals.xls: an old Excel format') } },
    });
  });

  test('that is not there is a fault', async () => {
    await expect(readFiles({ 'a.csv': csv }, { only: 'nowhere' })).rejects.toMatchObject({ code: 'not_found' });
  });

  test('may have files with names that mean several to a database', async () => {
    const { tables } = await readFiles({
      'x/a[1]*.json': '[{"id":1}]',
      'x/a1b.json': '[{"id":2}]',
      'x/a?{b}.csv': csv,
    });
    expect(tables.map(({ file, rows }) => [file, rows])).toEqual([
      ['x/a1b.json', 1],
      ['x/a?{b}.csv', 1],
      ['x/a[1]*.json', 1],
    ]);
  });
});

test('what is found out is told once for all files', async () => {
  const { notes } = await readFiles({ 'a.csv': 'x;y\n1;2\n', 'b.csv': 'x;y\n1;2\n', 'c.csv': 'x|y\n1|2\n' });
  expect(notes.map(({ en }) => en)).toEqual([
    'a.csv, b.csv: read with “;” between the fields.',
    'c.csv: read with “|” between the fields.',
  ]);
});

describe('links', () => {
  let folder: string;
  let db: Database;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tacto-links-'));
    db = await Database.open(':memory:');
    await mkdir(join(folder, 'in/sub'), { recursive: true });
    await mkdir(join(folder, 'work'));
    await writeFile(join(folder, 'in/a.csv'), csv);
    await writeFile(join(folder, 'secret.csv'), csv);
  });
  afterEach(async () => {
    db.close();
    await rm(folder, { recursive: true, force: true });
  });

  test('that lead out of the folder, nowhere or to folders are not followed', async () => {
    await symlink(join(folder, 'secret.csv'), join(folder, 'in/out.csv'));
    await symlink(join(folder, 'nothing.csv'), join(folder, 'in/nowhere.csv'));
    await symlink('..', join(folder, 'in/sub/up'));
    await symlink('a.csv', join(folder, 'in/same.csv'));
    const { tables, ignored } = await readPath(db, join(folder, 'in'), join(folder, 'work'));
    expect(tables.map(({ file }) => file)).toEqual(['a.csv', 'same.csv']);
    expect(ignored.map(({ file }) => file)).toEqual(['nowhere.csv', 'out.csv', 'sub/up']);
  });

  test('nothing is left in the work folder', async () => {
    await writeFile(
      join(folder, 'in/b.zip'),
      zipOf({ 'x.csv': Buffer.from('Añ;o\n1;2\n', 'latin1'), 'y.json': '{"results":[{"id":1}]}' }),
    );
    expect((await readPath(db, join(folder, 'in'), join(folder, 'work'))).tables.length).toBe(3);
    expect(await readdir(join(folder, 'work'))).toEqual([]);
  });
});

describe('a zip', () => {
  test('is read like a folder, by itself or in one', async () => {
    const zip = zipOf({
      'b/Task.csv': csv,
      'Deal.json': '[{"id":1}]',
      'All.xlsx': xlsxOf({ Deals: '<row r="1"><c r="A1" t="str"><v>Id</v></c></row>' }),
      '__MACOSX/._Task.csv': 'x',
      'inner.zip': zipOf({ 'x.csv': csv }),
      'empty.csv': '',
      'old.xls': 'x',
    });
    for (const only of ['', 'export.zip']) {
      const { tables, ignored } = await readFiles({ 'export.zip': zip }, { only });
      expect(tables.map(({ file, rows }) => [file, rows])).toEqual([
        ['export.zip/All.xlsx/Deals', 0],
        ['export.zip/Deal.json', 1],
        ['export.zip/b/Task.csv', 1],
      ]);
      expect(ignored.map(({ file, reason }) => [file, reason.en])).toEqual([
        ['export.zip/__MACOSX/._Task.csv', 'a hidden file of the system'],
        ['export.zip/empty.csv', 'it is empty'],
        ['export.zip/inner.zip', 'a zip in a zip: unpack it beside the other files'],
        ['export.zip/old.xls', 'an old Excel format: save it as .xlsx or CSV'],
      ]);
    }
  });

  test('may have names with backslashes', async () => {
    expect((await readFiles({ 'e.zip': zipOf({ 'a\\b.csv': csv }) })).tables[0]?.file).toBe('e.zip/a/b.csv');
  });

  test.each(['../evil.csv', '/abs.csv', 'C:\\x.csv', 'C:/x.csv', 'a\\..\\..\\b.csv', 'a/../../b.csv'])(
    'with the name %s is refused',
    async (name) => {
      await expect(readFiles({ 'e.zip': zipOf({ [name]: csv }) })).rejects.toMatchObject({
        code: 'unsafe_zip',
        fault: { message: { en: expect.stringContaining('e.zip') } },
      });
    },
  );

  test('does not follow links', async () => {
    const { tables, ignored } = await readFiles({ 'a.csv': csv, 'e.zip': zipOf({ 'b.csv': csv }, { isLink: true }) });
    expect(tables.length).toBe(1);
    expect(ignored).toMatchObject([{ file: 'e.zip/b.csv', reason: { en: 'a link, not a file of this export' } }]);
  });

  test.each([
    ['locked', zipOf({ 'b.csv': csv }, { isEncrypted: true }), 'encrypted_zip'],
    ['that says it is smaller than it is', zipOf({ 'b.csv': csv.repeat(100) }, { claimed: 10 }), 'bad_zip'],
    ['that is packed more than an export can be', zipOf({ 'b.csv': csv }, { claimed: 2e9 }), 'unsafe_zip'],
    ['that is torn', zipOf({ 'b.csv': csv.repeat(100) }).subarray(0, 50), 'bad_zip'],
    ['that is none', Buffer.from('hello'), 'bad_zip'],
  ])('%s is refused', async (_, zip, code) => {
    await expect(readFiles({ 'e.zip': zip })).rejects.toMatchObject({
      code,
      fault: { message: { en: expect.stringContaining('e.zip') } },
    });
  });

  test('with changed contents is refused by its checksum', async () => {
    const zip = zipOf({ 'b.csv': csv });
    const stored = Buffer.from(zip);
    const sum = stored.indexOf('PK\u0001\u0002') + 16;
    stored.writeUInt32LE(stored.readUInt32LE(sum) ^ 1, sum);
    await expect(readFiles({ 'e.zip': stored })).rejects.toMatchObject({ code: 'bad_zip' });
  });
});
