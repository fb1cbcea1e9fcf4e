import { expect, test } from 'vitest';
import { Database } from './database.ts';
import { sql } from './sql.ts';

const texts = ['\uFEFF', '\uFEFFx', '\uFEFF\uFEFFlonger than twelve bytes', 'x\uFEFF', '', 'ñandú 🦤', ' x '];

test('texts come back as they were bound', async () => {
  const db = await Database.open(':memory:');
  try {
    for (const text of texts) {
      expect(await db.row(sql`SELECT ${text} AS text, [${text}] AS list`)).toEqual({ text, list: [text] });
      expect(await db.columns(sql`SELECT ${text} AS text`)).toEqual({ text: [text] });
    }
  } finally {
    db.close();
  }
});
