import { expect, test } from 'vitest';
import { Database } from './database.ts';
import { literal, sql } from './sql.ts';

const texts = [
  '\uFEFF',
  '\uFEFFx',
  '\uFEFF\uFEFFlonger than twelve bytes',
  'x\uFEFF',
  '',
  'ñandú 🦤',
  ' x ',
  "it's",
  '\0',
  'a\0\0b',
];

test('texts come back as they were bound or written', async () => {
  const db = await Database.open(':memory:');
  try {
    for (const text of texts) {
      expect(await db.row(sql`SELECT ${text} AS text, [${text}] AS list`)).toEqual({ text, list: [text] });
      expect(await db.columns(sql`SELECT ${text} AS text`)).toEqual({ text: [text] });
      expect(await db.row(sql`SELECT ${literal(text)} AS text`)).toEqual({ text });
    }
  } finally {
    db.close();
  }
});
