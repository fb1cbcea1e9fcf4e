import { finishReplacement } from '../replacement.ts';
import { readVersion, replaceByVersion } from './versions.ts';

/**
 * A process that works on a log of versions and may kill itself after a step:
 * `write DIR N FORMAT [STEP]`, `finish DIR STEP`, `read DIR` (prints the version, or the code of an error).
 */
const [work, dir, ...rest] = process.argv.slice(2) as [string, string, ...string[]];
const dieAfter =
  (last: string | undefined) =>
  (step: string): void => {
    if (step === last) process.kill(process.pid, 'SIGKILL');
  };

try {
  if (work === 'write') {
    const [n, format, last] = rest;
    await replaceByVersion(dir, Number(n), { format: format === 'csv' ? 'csv' : 'parquet', afterStep: dieAfter(last) });
  } else if (work === 'finish') await finishReplacement(dir, dieAfter(rest[0]));
  else process.stdout.write(String(await readVersion(dir)));
} catch (error) {
  process.stdout.write((error as { readonly code?: string }).code ?? String(error));
  process.exitCode = 1;
}
