import { globSync, readFileSync } from 'node:fs';
import { breaches } from './import-rules.ts';

const files = globSync(['src/**/*.ts', 'web/**/*.{ts,tsx}'], { exclude: ['**/node_modules/**', 'web/dist/**'] });
const found = files.flatMap((file) => breaches(file.replaceAll('\\', '/'), readFileSync(file, 'utf8')));

for (const { file, line, reason } of found) console.error(`${file}:${line}: ${reason}`);
console.log(`imports: ${files.length} files, ${found.length} in the wrong direction`);
process.exitCode = found.length === 0 ? 0 : 1;
