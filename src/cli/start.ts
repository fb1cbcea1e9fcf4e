import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './main.ts';

// `npm start`: the manager's page of a demo team, in the terminal.
const folder = await mkdtemp(join(tmpdir(), 'tacto-demo-'));
const log = join(folder, 'log');
try {
  process.exitCode = await run(['demo', log]);
  if (existsSync(log)) {
    process.stdout.write('\n');
    process.exitCode = await run(['board', '--data', log]);
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
