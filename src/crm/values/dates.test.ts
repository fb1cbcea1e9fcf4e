import { describe, expect, test } from 'vitest';
import { Database } from '../../duckdb/database.ts';
import { literal, raw, sql } from '../../duckdb/sql.ts';
import { type Cell, readersOf } from './readers.ts';
import { readColumn, readColumns } from './test-support.ts';

/** Text → as an instant of an export whose clocks are local; a `Z` is written as `|Z` where it is added when they are UTC. */
const instants: readonly (readonly [string, string])[] = [
  ['2024-03-01T10:00:00.000+0000', '2024-03-01T10:00:00Z'],
  ['2024-03-01T10:00:00.000Z', '2024-03-01T10:00:00Z'],
  ['2024-03-01T10:00:00Z', '2024-03-01T10:00:00Z'],
  ['2024-03-01T10:00:00', '2024-03-01T10:00:00|Z'],
  ['2024-03-01 10:00:00', '2024-03-01T10:00:00|Z'],
  ['2020-12-30 3:15:52', '2020-12-30T03:15:52|Z'],
  ['2020-07-09 15:25:37.051', '2020-07-09T15:25:37.051|Z'],
  ['2023-06-08 23:22:50.048000', '2023-06-08T23:22:50.048|Z'],
  ['2024-03-01T10:00:00.123456000Z', '2024-03-01T10:00:00.123456Z'],
  ['2024-03-01T10:00', '2024-03-01T10:00:00|Z'],
  ['2024-03-01', '2024-03-01T00:00:00'],
  ['2024/03/01 10:00', '2024-03-01T10:00:00|Z'],
  ['2024.3.1', '2024-03-01T00:00:00'],
  ['2024-03-01T10:00:00+02', '2024-03-01T10:00:00+02:00'],
  ['2024-03-01T10:00:00-0430', '2024-03-01T10:00:00-04:30'],
  ['2024-03-01 10:00:00 +05:30', '2024-03-01T10:00:00+05:30'],
  ['2024-03-01 10:00:00 GMT', '2024-03-01T10:00:00Z'],
  ['2024-03-01 10:00 UTC', '2024-03-01T10:00:00Z'],
  ['2024-03-01T10:00:00+00', '2024-03-01T10:00:00Z'],
  ['15 Apr, 2021 00:02:00', '2021-04-15T00:02:00|Z'],
  ['Apr 15, 2021', '2021-04-15T00:00:00'],
  ['april 15th, 2021 at 4:05 PM', '2021-04-15T16:05:00|Z'],
  ['15 abr 2021', '2021-04-15T00:00:00'],
  ['15 de abril de 2021', '2021-04-15T00:00:00'],
  ['1º de ENERO del 2021 a las 9:30', '2021-01-01T09:30:00|Z'],
  ['3 sept. 2021', '2021-09-03T00:00:00'],
  ['3-DIC-2021', '2021-12-03T00:00:00'],
  ['  2024-03-01  ', '2024-03-01T00:00:00'],
  ['2024-02-29', '2024-02-29T00:00:00'],
  ['2000-02-29T23:59:59Z', '2000-02-29T23:59:59Z'],
];

const months = {
  first: [
    '1/3/2024 4:05 PM',
    '01/03/2024 16:05',
    '1/3/2024 16:05:09',
    '01.03.2024',
    '01-03-2024',
    '1/3/2024 12:05:01 a. m.',
  ],
  dmy: [
    '2024-03-01T16:05:00',
    '2024-03-01T16:05:00',
    '2024-03-01T16:05:09',
    '2024-03-01T00:00:00',
    '2024-03-01T00:00:00',
    '2024-03-01T00:05:01',
  ],
  mdy: [
    '2024-01-03T16:05:00',
    '2024-01-03T16:05:00',
    '2024-01-03T16:05:09',
    '2024-01-03T00:00:00',
    '2024-01-03T00:00:00',
    '2024-01-03T00:05:01',
  ],
} as const;

describe('instants', () => {
  test('every way to write one reads as the sales log writes it', async () => {
    const texts = instants.map(([text]) => text);
    expect(await readColumn('instant', texts)).toEqual(instants.map(([, want]) => want.replace('|Z', '')));
    expect(await readColumn('instant', texts, { isUtc: true })).toEqual(
      instants.map(([, want]) => want.replace('|Z', 'Z')),
    );
  });

  test('and so does each alone in its column', async () => {
    const columns = instants.map(([text]) => [text, null, ' ']);
    expect(await readColumns('instant', columns)).toEqual(
      instants.map(([, want]) => [want.replace('|Z', ''), null, null]),
    );
  });

  test('a value of the 13th or later settles the order of the whole column', async () => {
    expect(await readColumn('instant', [...months.first, '31/12/2023'])).toEqual([
      ...months.dmy,
      '2023-12-31T00:00:00',
    ]);
    expect(await readColumn('instant', [...months.first, '12/31/2023'])).toEqual([
      ...months.mdy,
      '2023-12-31T00:00:00',
    ]);
  });

  test('the settings settle it too', async () => {
    expect(await readColumn('instant', months.first, { dateOrder: 'dmy' })).toEqual(months.dmy);
    expect(await readColumn('instant', months.first, { dateOrder: 'mdy' })).toEqual(months.mdy);
  });

  test('a day alone is a day, whatever clocks are', async () => {
    expect(await readColumn('instant', ['2024-03-01', '3/13/2024'], { isUtc: true })).toEqual([
      '2024-03-01T00:00:00',
      '2024-03-13T00:00:00',
    ]);
  });

  test('seconds and milliseconds since 1970', async () => {
    expect(await readColumn('instant', ['1700000000', null, ' '])).toEqual(['2023-11-14T22:13:20Z', null, null]);
    expect(await readColumn('instant', ['1700000000123'])).toEqual(['2023-11-14T22:13:20.123Z']);
    expect(await readColumn('date', ['1700000000123'])).toEqual(['2023-11-14']);
  });

  test('milliseconds also beside dates', async () => {
    const texts = ['2024-03-01T10:00:00Z', '1700000000123', null, '170000000012'];
    expect(await readColumn('instant', texts)).toEqual([
      '2024-03-01T10:00:00Z',
      '2023-11-14T22:13:20.123Z',
      null,
      '?170000000012',
    ]);
  });

  test('serial numbers of spreadsheets, rounded to the second', async () => {
    const serials = ['45352', '45352.4201388889', '45352,99999999', '20000', '80000'];
    const local = [
      '2024-03-01T00:00:00',
      '2024-03-01T10:05:00',
      '2024-03-02T00:00:00',
      '1954-10-03T00:00:00',
      '2119-01-11T00:00:00',
    ];
    expect(await readColumn('instant', serials)).toEqual(local);
    expect((await readColumn('instant', serials, { isUtc: true }))[1]).toBe('2024-03-01T10:05:00Z');
    expect(await readColumn('date', serials)).toEqual([
      '2024-03-01',
      '2024-03-01',
      '2024-03-01',
      '1954-10-03',
      '2119-01-11',
    ]);
  });

  test('numbers among dates, and numbers of two kinds, are not read', async () => {
    expect(await readColumn('instant', ['2024-03-01', '45352', '1700000000'])).toEqual([
      '2024-03-01T00:00:00',
      '?45352',
      '?1700000000',
    ]);
    expect(await readColumn('instant', ['45352', '1700000000'])).toEqual(['?45352', '?1700000000']);
  });

  test('what is no day, or no time of it, is refused with its text', async () => {
    const texts = [
      '2024-02-30',
      '2023-02-29',
      '1900-02-29',
      '2024-13-01',
      '2024-00-10',
      '31/04/2024',
      '20/20/2024',
      '2024-03-01 24:00',
      '2024-03-01T10:60:00Z',
      '2024-03-01T10:00:61',
      '2024-03-01T10:00:00.1234567Z',
      '2024-03-01T10:00:00+25:00',
      '2024-03-01T',
      '1/3/2024 13:05 PM',
      '1/3/2024 0:05 AM',
      '31 Feb 2024',
      '15 April 21',
      '15/04/55',
      '2024-03/01',
      '20240301',
      '0000-00-00',
      'yesterday',
      '12345',
      '90000',
      'epoch',
      'infinity',
    ];
    for (const [kind, day] of [
      ['instant', '2024-04-30T00:00:00'],
      ['date', '2024-04-30'],
    ] as const) {
      const columns = texts.map((text) => [text, '30/04/2024', '']);
      expect(await readColumns(kind, columns)).toEqual(texts.map((text) => [`?${text}`, day, null]));
    }
  });
});

describe('days', () => {
  test('the day is the one that is written, in whatever zone', async () => {
    const texts = [
      '2024-03-01',
      '2024-03-01T23:30:00-05:00',
      '2024-03-01T00:30:00.000+0000',
      '1 Mar 2024 11:30 PM',
      '2024-03-01 23:59:59',
    ];
    expect(await readColumn('date', texts, { isUtc: true })).toEqual(texts.map(() => '2024-03-01'));
  });
});

describe('order', () => {
  const ambiguous = { fault: { code: 'ambiguous_dates' } };
  const mixed = { fault: { code: 'mixed_dates' } };

  test('a column that can be read in two ways is refused', async () => {
    await expect(readColumn('date', ['03/03/2024', '03/04/2024', '05/06/2024'])).rejects.toMatchObject({
      fault: {
        code: 'ambiguous_dates',
        message: {
          en: 'Deals.csv, When: nothing tells whether "03/04/2024" (line 3) begins with the day or the month, and no row of the column proves it (2 rows of this kind).',
        },
        fix: { es: expect.stringContaining('date_order: dmy') as string },
      },
    });
  });

  test('a column that proves both is refused with one of each', async () => {
    await expect(readColumn('date', ['01/02/2024', '13/02/2024', '02/13/2024'])).rejects.toMatchObject({
      fault: {
        code: 'mixed_dates',
        message: {
          es: 'Deals.csv, When: "13/02/2024" (línea 3) empieza por el día y "02/13/2024" (línea 4) por el mes.',
        },
      },
    });
  });

  test('where day and month are the same there is nothing to decide', async () => {
    expect(await readColumn('date', ['03/03/2024', '4.4.2024'])).toEqual(['2024-03-03', '2024-04-04']);
  });

  test('a column that proves its order keeps it, whatever the settings say', async () => {
    const texts = ['07/30/2023', '03/04/2023'];
    for (const dateOrder of ['dmy', 'ymd'] as const) {
      expect(await readColumn('date', texts, { dateOrder })).toEqual(['2023-07-30', '2023-03-04']);
    }
    expect(await readColumn('date', ['30/07/2023', '03/04/2023'], { dateOrder: 'mdy' })).toEqual([
      '2023-07-30',
      '2023-04-03',
    ]);
  });

  test('where a column proves both, the settings hold, and what contradicts them is refused', async () => {
    const texts = ['07/30/2023', '30/07/2023', '03/04/2023'];
    expect(await readColumn('date', texts, { dateOrder: 'dmy' })).toEqual(['?07/30/2023', '2023-07-30', '2023-04-03']);
    expect(await readColumn('date', ['03/04/2023'], { dateOrder: 'ymd' })).toEqual(['?03/04/2023']);
  });

  test('an order that the values make impossible is neither offered nor taken', async () => {
    for (const dateOrder of [null, 'mdy'] as const) {
      await expect(readColumn('date', ['2/2/24', '13/04/24'], { dateOrder })).rejects.toMatchObject({
        fault: {
          code: 'ambiguous_dates',
          message: {
            en: 'Deals.csv, When: nothing tells whether "13/04/24" (line 3) begins with the day or the year, and no row of the column proves it (2 rows of this kind).',
          },
          fix: { en: expect.stringContaining('mdy cannot be right, since "13/04/24" (line 3)') as string },
        },
      });
    }
  });

  test('a year of two digits needs a certain order: a first number beyond 12 may be the year', async () => {
    expect(await readColumn('date', ['3/25/24', '1/2/70', '1/2/49'])).toEqual([
      '2024-03-25',
      '1970-01-02',
      '2049-01-02',
    ]);
    expect(await readColumn('date', ['25/3/24', '25/3/2024'])).toEqual(['2024-03-25', '2024-03-25']);
    expect(await readColumn('date', ['25/3/24'], { dateOrder: 'dmy' })).toEqual(['2024-03-25']);
    await expect(readColumn('date', ['25/3/24', '2/2/24'])).rejects.toMatchObject(ambiguous);
    await expect(readColumn('date', ['3/3/24'])).rejects.toMatchObject(ambiguous);
    await expect(readColumn('date', ['25/3/24', '3/25/24'])).rejects.toMatchObject(mixed);
  });

  test('a large table is looked at to its last row as well', async () => {
    const db = await Database.open(':memory:');
    try {
      const cell: Cell = { title: 'Deals.csv, When', cell: raw('c1'), kind: 'date', isUtc: false };
      const answers = async (last: string): Promise<unknown[]> => {
        await db.run(sql`CREATE OR REPLACE TABLE t AS
          SELECT i AS line, CASE WHEN i = 150000 THEN ${literal(last)} ELSE '13/02/2024' END AS c1 FROM range(150001) AS r(i)`);
        const [reader] = await readersOf(db, raw('t'), [cell], { dateOrder: null, decimalMark: null });
        return (await db.rows(sql`SELECT DISTINCT ${reader!} AS value FROM t ORDER BY value`)).map(
          ({ value }) => value,
        );
      };
      expect(await answers('1 March 2024')).toEqual(['2024-02-13', '2024-03-01']);
      expect(await answers('30/02/2024')).toEqual(['2024-02-13', '?30/02/2024']);
      await expect(answers('02/13/2024')).rejects.toMatchObject(mixed);
    } finally {
      db.close();
    }
  });
});
