import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** The service worker has an address that never changes, so that a browser finds its next version. */
const worker = 'worker.js';

/** Builds the web app into `web/dist`, which the server hands out. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), tellWorker(), runEarly(), pack()],
  resolve: {
    alias: [{ find: /^fflate$/, replacement: join(import.meta.dirname, 'src', 'parts', 'table', 'zip-at-once.ts') }],
  },
  build: {
    target: 'es2023',
    sourcemap: false,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: {
        app: join(import.meta.dirname, 'index.html'),
        early: join(import.meta.dirname, 'src', 'early.ts'),
        worker: join(import.meta.dirname, 'worker', 'worker.ts'),
      },
      output: {
        entryFileNames: ({ name }) => (name === 'worker' ? worker : 'assets/[name]-[hash].js'),
        chunkFileNames: ({ name }) => `assets/${shortOf(name)}-[hash].js`,
        assetFileNames: ({ names }) => `assets/${shortOf(names[0] ?? 'file')}-[hash][extname]`,
        // A browser fetches six files at a time: what comes first is one file, and what pages share comes in few.
        codeSplitting: {
          groups: [
            {
              name: 'begin',
              test: /[\\/]src[\\/](api[\\/](focus|get|query)|i18n[\\/](first-language|words)|state[\\/]kept-focus)\.ts$/,
              priority: 3,
            },
            { name: 'frame', tags: ['$initial'], test: (id) => !/[\\/](worker[\\/]|early\.ts)/.test(id), priority: 2 },
            { name: 'shared', minShareCount: 2, entriesAware: true, entriesAwareMergeThreshold: 20_000, priority: 1 },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:4321' } },
});

/** Tells the service worker the files of the build. */
function tellWorker(): Plugin {
  return {
    name: 'tacto-worker',
    enforce: 'post',
    generateBundle: {
      // Last: the entry of the page goes when its script tags stand in the page.
      order: 'post',
      handler: (_, bundle) => {
        const files = Object.keys(bundle).filter((name) => name.startsWith('assets/'));
        const chunk = bundle[worker];
        if (chunk?.type !== 'chunk') throw new Error('the build has no service worker');
        chunk.code = `const appFiles = ${JSON.stringify(files.map((name) => `/${name}`).sort())};\n${chunk.code}`;
      },
    },
  };
}

/** A file's name without those of all the pages that share it, and without its ending. */
function shortOf(name: string): string {
  return name.replace(/~.*|\.\w+$/g, '');
}

/** Lets the page run its first script before it has the app. */
function runEarly(): Plugin {
  return {
    name: 'tacto-early',
    transformIndexHtml: {
      order: 'post',
      handler: (_, { bundle }) => {
        const early = Object.values(bundle ?? {}).find((file) => file.type === 'chunk' && file.name === 'early');
        if (early === undefined) return [];
        const attrs = { type: 'module', crossorigin: true, src: `/${early.fileName}` };
        return [{ tag: 'script', attrs, injectTo: 'head-prepend' }];
      },
    },
  };
}

/** Lays a compressed copy beside every text of the build: Brotli for whoever takes it, gzip for the others. */
function pack(): Plugin {
  const ways = [
    ['br', (text: Buffer) => promisify(brotliCompress)(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } })],
    ['gz', (text: Buffer) => promisify(gzip)(text, { level: 9 })],
  ] as const;
  return {
    name: 'tacto-pack',
    writeBundle: async ({ dir }, bundle) => {
      for (const file of Object.values(bundle)) {
        const text = Buffer.from(file.type === 'chunk' ? file.code : file.source);
        for (const [ending, packed] of ways)
          await writeFile(join(dir!, `${file.fileName}.${ending}`), await packed(text));
      }
    },
  };
}
