import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '..', '..', '..', 'web');
/** Where the built web app is. */
export const webFolder = join(folder, 'dist');

/** Builds the web app when it is not there, or older than what it is made of. */
export async function buildWeb(): Promise<void> {
  const built = await stat(join(webFolder, 'index.html')).catch(() => null);
  if (built !== null && built.mtimeMs > (await newest())) return;
  const { build } = await import('vite');
  // Vite builds for production only where the environment says nothing else.
  const environment = process.env['NODE_ENV'];
  process.env['NODE_ENV'] = 'production';
  try {
    await build({ configFile: join(folder, 'vite.config.ts'), logLevel: 'error' });
  } finally {
    if (environment === undefined) delete process.env['NODE_ENV'];
    else process.env['NODE_ENV'] = environment;
  }
}

/** When a file of the app was changed last. */
async function newest(): Promise<number> {
  const parts = ['src', 'worker', 'public'];
  const names = await Promise.all(
    parts.map(async (part) => (await readdir(join(folder, part), { recursive: true })).map((name) => join(part, name))),
  );
  const sources = ['index.html', 'vite.config.ts', ...names.flat()];
  const times = await Promise.all(sources.map(async (name) => (await stat(join(folder, name))).mtimeMs));
  return Math.max(...times);
}
