#!/usr/bin/env node
// Starts the command line on the Node that npm brought with the package, which runs TypeScript and has Temporal.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import * as module from 'node:module';
import { fileURLToPath } from 'node:url';

const needed = 26;
const main = fileURLToPath(new URL('../src/cli/main.ts', import.meta.url));

if (Number(process.versions.node.split('.')[0]) >= needed) {
  // Compiled code is kept beside what npm installed: it halves the time to start. Where nothing can be written it is done without.
  module.enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/tacto', import.meta.url)));
  const { run } = await import(main);
  process.exitCode = await run(process.argv.slice(2));
} else {
  const own = fileURLToPath(new URL('../node_modules/.bin/node', import.meta.url));
  if (!existsSync(own)) {
    console.error(
      `tacto: Node ${needed} is missing. Run \`npm ci\` in ${fileURLToPath(new URL('..', import.meta.url))} first.`,
    );
    process.exitCode = 1;
  } else {
    const child = spawnSync(own, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' });
    process.exitCode = child.status ?? 1;
  }
}
