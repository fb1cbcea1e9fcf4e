import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Builds the web app into `web/dist`, which the server hands out. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: { target: 'es2023', sourcemap: false, assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  server: { proxy: { '/api': 'http://127.0.0.1:4321' } },
});
