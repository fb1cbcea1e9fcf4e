import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { UserError } from '../src/domain/errors.ts';
import { openLog, type OpenLog } from '../src/engine/cache.ts';
import { chains, explainDifference, outcomes } from '../src/insight/parts/why.ts';
import { answerKpis } from '../src/kpi/answer.ts';
import { catalogue, catalogueIds } from '../src/kpi/catalogue/index.ts';
import { writeDemoLog } from '../src/log/demo/index.ts';
import { tacto } from './support/run.ts';

const kpis = new Map(catalogue.map((kpi) => [kpi.id, kpi]));
const all = (Object.keys(chains) as (keyof typeof chains)[]).flatMap((chain) =>
  outcomes.map((outcome) => [chain, outcome] as const),
);
let folder: string;
let demo: string;
let log: OpenLog;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tacto-why-'));
  demo = join(folder, 'demo');
  await writeDemoLog(demo, { reps: 12, months: 18, seed: 7 });
  log = await openLog(demo, { knownKpis: catalogueIds });
});
afterAll(async () => {
  log.close();
  await rm(folder, { recursive: true, force: true });
});

describe.each(all)('%s, %s', (chain, outcome) => {
  test('the parts of every rep add up to the difference, and the factors to the outcome', async () => {
    const { rows } = await answerKpis(log, kpis, { kpis: [outcome], by: ['rep'] });
    for (const { members, values } of rows) {
      const [rep] = members;
      if (rep === null || rep === undefined) continue;
      const why = await explainDifference(log, kpis, { chain, outcome, rep });
      const sum = why.factors.reduce((total, { part }) => total + part, 0);
      expect(Math.abs(sum - why.difference)).toBeLessThan(1e-6);
      expect(why.after).toBeCloseTo(values[0]!.value!, 4);
      expect(why.after - why.before).toBeCloseTo(why.difference, 5);
    }
  });

  test('a period against the one before it', async () => {
    const asked = { chain, outcome, from: '2026-01-01', to: '2026-04-01' };
    const why = await explainDifference(log, kpis, asked);
    const value = async (from: string, to: string): Promise<number> =>
      (await answerKpis(log, kpis, { kpis: [outcome], from, to })).rows[0]!.values[0]!.value!;
    expect(why.after).toBeCloseTo(await value('2026-01-01', '2026-04-01'), 4);
    // Ninety days, and as many thirteen weeks earlier.
    expect(why.before).toBeCloseTo(await value('2025-10-02', '2025-12-31'), 4);
    expect(`${why.earlier!.from} ${why.earlier!.to}`).toBe('2025-10-02 2025-12-31');
    expect(why.factors.reduce((total, { part }) => total + part, 0)).toBeCloseTo(why.difference, 6);
  });
});

describe.each(all)('the mix: %s, %s', (chain, outcome) => {
  test.each(['source', 'segment', 'product'])('by %s adds up with the rest, and changes neither side', async (mix) => {
    for (const rep of [undefined, 'rep-08', 'rep-11']) {
      const asked = { chain, outcome, from: '2025-10-01', to: '2026-04-01', ...(rep === undefined ? {} : { rep }) };
      const plain = await explainDifference(log, kpis, asked);
      const why = await explainDifference(log, kpis, { ...asked, mix });
      expect(why.before).toBeCloseTo(plain.before, 6);
      expect(why.after).toBeCloseTo(plain.after, 6);
      expect(why.factors.map(({ to }) => to)).toEqual([
        plain.factors[0]!.to,
        'mix',
        ...plain.factors.slice(1).map(({ to }) => to),
      ]);
      expect(why.factors.reduce((total, { part }) => total + part, 0)).toBeCloseTo(why.difference, 5);
      const shares = (side: 'before' | 'after'): number => why.mix!.groups.reduce((sum, group) => sum + group[side], 0);
      expect([shares('before'), shares('after')]).toEqual([expect.closeTo(1, 9), expect.closeTo(1, 9)]);
    }
  });
});

test('a mix is told only by what every step has', async () => {
  const asked = { chain: 'numbers', outcome: 'contracts', mix: 'pitch' } as const;
  await expect(explainDifference(log, kpis, asked)).rejects.toMatchObject({ code: 'unknown_dimension' });
});

test('of the rep who is planted to reach many and close few, closing is what is lower', async () => {
  const { factors } = await explainDifference(log, kpis, { chain: 'numbers', outcome: 'contracts', rep: 'rep-08' });
  expect(factors.map(({ to, verdict }) => [to, verdict])).toEqual([
    ['dials', 'within'],
    ['dials_reached', 'within'],
    ['contracts', 'below'],
  ]);
});

test('a step that one side has none of is left out and named', async () => {
  // Of the leads of one campaign nobody is dialled before it began.
  const why = await explainDifference(log, kpis, {
    chain: 'process',
    outcome: 'contracts',
    from: '2026-01-01',
    to: '2026-07-01',
    where: [{ dimension: 'campaign', members: ['feria-bilbao-2026'] }],
  });
  expect(why).toMatchObject({ before: 0, skipped: expect.arrayContaining(['first_attempts']) });
});

test('a period is not held against days before the log began', async () => {
  const asked = { chain: 'numbers', outcome: 'contracts' } as const;
  const found = await explainDifference(log, kpis, asked).then(
    () => null,
    (error: unknown) => error as UserError,
  );
  expect(found?.code).toBe('nothing_to_explain');
  expect(found?.in('en')).toContain('The log begins on 2025-01-02');
  // What the message proposes is answered.
  const [, from] = /--from (\S+),/.exec(found!.in('es'))!;
  expect((await explainDifference(log, kpis, { ...asked, from: from! })).before).toBeGreaterThan(0);
});

test.each([
  ['who has left', { rep: 'rep-06', from: '2026-05-01' }, 'was not active on any day'],
  ['for days to come', { from: '2027-01-01', to: '2027-02-01' }, 'No day of the period is over yet'],
])('a difference %s is refused, and why is said', async (_, asked, words) => {
  await expect(
    explainDifference(log, kpis, { chain: 'numbers', outcome: 'contracts', ...asked }),
  ).rejects.toMatchObject({ code: 'nothing_to_explain', message: expect.stringContaining(words) });
});

test('parts are told in whole decimals, and add up as shown too', async () => {
  for (const rep of ['rep-01', 'rep-04', 'rep-08', 'rep-11']) {
    const { factors, difference } = await explainDifference(log, kpis, { chain: 'process', outcome: 'contracts', rep });
    for (const { part } of factors) expect(String(part)).toMatch(/^-?\d+(\.\d{1,6})?$|e-6$/);
    expect(String(difference)).toMatch(/^-?\d+(\.\d{1,6})?$/);
    for (const outcome of outcomes) {
      const { out } = await tacto(['why', outcome, '--data', demo, '--rep', rep, '--playbook', 'process']);
      const shown = [...out.matchAll(/ ([+−])?€?([\d,]+(?:\.\d)?)  (?:chance|lower|higher|too)/g)].map(
        ([, sign, digits]) => (sign === '−' ? -1 : 1) * Number(digits!.replaceAll(',', '')),
      );
      const [, sign, total] = /\n([+−])€?([\d,.]+) in all/.exec(out)!;
      expect(shown.length).toBeGreaterThan(3);
      const sum = shown.reduce((so, part) => so + part, 0);
      expect(sum).toBeCloseTo((sign === '−' ? -1 : 1) * Number(total!.replaceAll(',', '')), 6);
    }
  }
});

test('a period that is not over is held against as many days as are over', async () => {
  const asked = { chain: 'numbers', outcome: 'contracts', from: '2026-06-01', to: '2026-09-01' } as const;
  const { question, earlier, factors } = await explainDifference(log, kpis, asked);
  expect([question.from, question.to, earlier!.from, earlier!.to].join(' ')).toBe(
    '2026-06-01 2026-06-30 2026-04-27 2026-05-26',
  );
  const { rows } = await answerKpis(log, kpis, { kpis: ['dials'], from: '2026-06-01', to: '2026-06-30' });
  expect(factors[0]!.after).toBe(rows[0]!.values[0]!.value);
  await expect(explainDifference(log, kpis, { ...asked, from: '2026-08-01' })).rejects.toMatchObject({
    code: 'nothing_to_explain',
  });
});

test('dials of a few weeks swing more than chance, and are judged by how much they do', async () => {
  // August: some 500 dials instead of 1,100, which is more than they ever swing.
  const august = await explainDifference(log, kpis, {
    chain: 'numbers',
    outcome: 'contracts',
    from: '2025-08-01',
    to: '2025-09-01',
  });
  expect(august.factors[0]).toMatchObject({ to: 'dials', verdict: 'below' });
  const usual = await explainDifference(log, kpis, {
    chain: 'numbers',
    outcome: 'contracts',
    from: '2026-03-02',
    to: '2026-03-30',
  });
  const [dials] = usual.factors;
  expect(Math.abs(dials!.after! / dials!.before! - 1)).toBeGreaterThan(0.05);
  expect(dials!.verdict).toBe('within');
});

test('nothing on either side is said to be nothing', async () => {
  const asked = { chain: 'numbers', outcome: 'contracts', from: '2020-01-01', to: '2020-02-01' } as const;
  await expect(explainDifference(log, kpis, asked)).rejects.toMatchObject({ code: 'nothing_to_explain' });
});

test.each([
  ['en', 'lower, more than by chance', 'not proof of its cause'],
  ['es', 'más bajo, más que por azar', 'no prueba de su causa'],
])('the command says it in words, %s', async (lang, verdict, note) => {
  const { status, out } = await tacto(['why', 'contracts', '--data', demo, '--rep', 'rep-08', '--lang', lang]);
  expect(status).toBe(0);
  expect(out).toContain(verdict);
  expect(out).toContain(lang === 'en' ? 'More than noise: Contracts / Dials reached (−15.6).' : 'Más que ruido:');
  expect(out.replaceAll('\n', ' ')).toContain(note);
});
