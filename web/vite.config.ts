import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** The service worker has an address that never changes, so that a browser finds its next version. */
const worker = 'worker.js';

/** Builds the web app into `web/dist`, which the server hands out. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), tellWorker()],
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
        worker: join(import.meta.dirname, 'worker', 'worker.ts'),
      },
      output: {
        entryFileNames: ({ name }) => (name === 'worker' ? worker : 'assets/[name]-[hash].js'),
      },
    },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:4321' } },
});

/** Tells the service worker the files of the build. */
function tellWorker(): Plugin {
  return {
    name: 'tacto-worker',
    generateBundle(_, bundle) {
      const files = Object.keys(bundle).filter((name) => name.startsWith('assets/'));
      const chunk = bundle[worker];
      if (chunk?.type !== 'chunk') throw new Error('the build has no service worker');
      chunk.code = `const appFiles = ${JSON.stringify(files.map((name) => `/${name}`).sort())};\n${chunk.code}`;
    },
  };
}
