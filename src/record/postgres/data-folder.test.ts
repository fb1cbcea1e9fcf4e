import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { UserError } from '../../domain/errors.ts';
import { claimDataFolder, dataFolderFault } from './data-folder.ts';

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'tacto-data-folder-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

const because = (code: string): Error => Object.assign(new Error(code), { code });
const told = async (folder: string, code: string, path?: string): Promise<UserError['fault']> =>
  ((await dataFolderFault(folder, because(code), path)) as UserError).fault;

test('a data folder is made, with those that it lies in, and nothing is left in it', async () => {
  const folder = join(root, 'new', 'data');
  await claimDataFolder(folder);
  await claimDataFolder(folder);
  expect(await readdir(folder)).toEqual([]);
  expect((await stat(folder)).mode & 0o777).toBe(0o700);
});

describe('a data folder that cannot be used says', () => {
  test('that a file is in its place, or in that of one above it', async () => {
    const file = join(root, 'file');
    await writeFile(file, '');
    for (const folder of [file, join(file, 'data')]) {
      await expect(claimDataFolder(folder)).rejects.toMatchObject({
        code: 'bad_data_folder',
        fault: {
          message: { en: `The data folder ${folder} cannot be used: ${file} is a file, not a folder.` },
          fix: { en: 'Move that file away, or name another folder by --data or TACTO_DATA.' },
        },
      });
    }
  });

  test('where the system takes none', async () => {
    await expect(claimDataFolder('/proc/tacto/data')).rejects.toMatchObject({ code: 'bad_data_folder' });
  });

  test('whose it is, and what would be right', async () => {
    const { username: self } = userInfo();
    // The root of the file system belongs to root; as root, a folder of nobody else is not there to try.
    const folder = '/absent-data-of-tacto';
    const { message, fix } = await told(folder, 'EACCES');
    if (self === 'root') {
      expect(message.en).toBe(`The data folder ${folder} cannot be used: its owner may not write / either.`);
    } else {
      expect(message.en).toBe(
        `The data folder ${folder} cannot be used: / belongs to root, and Tacto runs as ${self}.`,
      );
      expect(fix!.en).toContain(`sudo install -d -m 700 -o ${self} ${folder}`);
    }
  });

  test('which of its files is not its own', async () => {
    const folder = join(root, 'own');
    await mkdir(folder);
    const secret = join(folder, 'server.secret');
    await writeFile(secret, '');
    const { message, fix } = await told(folder, 'EACCES', secret);
    expect(message.es).toBe(
      `No se puede usar la carpeta de datos ${folder}: tampoco su dueño puede escribir en ${secret}.`,
    );
    expect(fix!.en).toBe(`Open it (chmod u+rwx ${secret}), or name another folder by --data or TACTO_DATA.`);
  });

  test.each([
    ['EROFS', 'that disk is read-only', 'ese disco es de solo lectura'],
    ['ENOSPC', 'the disk is full', 'el disco está lleno'],
  ])('that it cannot be written: %s', async (code, en, es) => {
    const folder = join(root, 'there');
    expect(await told(folder, code)).toEqual({
      code: 'bad_data_folder',
      message: {
        en: `The data folder ${folder} cannot be used: ${en}.`,
        es: `No se puede usar la carpeta de datos ${folder}: ${es}.`,
      },
      fix: {
        en: 'Name another folder by --data or TACTO_DATA.',
        es: 'Indique otra carpeta con --data o TACTO_DATA.',
      },
    });
  });
});
