import { defineConfig } from 'vitest/config';

/** Half an hour off every whole-hour zone, and nobody's default: a test that leans on the machine's zone fails here. */
process.env['TZ'] = 'Asia/Kolkata';

/** Unit tests that kill processes, fuzz or try thousands of inputs: left out of `npm run check`, part of `npm test`. */
const slow = 'src/**/*.slow.test.ts';

export default defineConfig({
  test: {
    environment: 'node',
    pool: 'forks',
    testTimeout: 60_000,
    hookTimeout: 60_000,
    restoreMocks: true,
    unstubEnvs: true,
    projects: [
      {
        extends: true,
        // Unit tests leave nothing behind, so that they may share a process: starting one for each file took longer than they do.
        test: { name: 'unit', include: ['src/**/*.test.ts', 'scripts/**/*.test.ts'], exclude: [slow], isolate: false },
      },
      { extends: true, test: { name: 'slow', include: [slow] } },
      { extends: true, test: { name: 'conformance', include: ['conformance/**/*.test.ts'], testTimeout: 120_000 } },
      { extends: true, test: { name: 'system', include: ['test/**/*.test.ts'], testTimeout: 120_000 } },
    ],
  },
});
