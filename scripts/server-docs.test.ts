import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { serverDoc, serverDocs } from './write-server-docs.ts';

test.each(Object.entries(serverDocs))(
  '%s says of settings and rights what the server does (node scripts/write-server-docs.ts)',
  (file, language) => {
    const page = readFileSync(file, 'utf8');
    expect(page).toBe(serverDoc(page, language));
  },
);
