import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { raw } from '../src/duckdb/sql.ts';
import { openLog, type OpenLog } from '../src/engine/cache.ts';
import type { Filter, Resolved } from '../src/engine/question.ts';
import { closeCounts } from '../src/insight/effects/close.ts';
import { type Counts, totalsOf } from '../src/insight/effects/counts.ts';
import { effectIds } from '../src/insight/effects/ids.ts';
import { stayCounts } from '../src/insight/effects/material.ts';
import { type EffectsFound, findEffects, type Model } from '../src/insight/effects/models.ts';
import type { FactorRates } from '../src/insight/effects/rates.ts';
import { reachCounts } from '../src/insight/effects/reach.ts';
import { type Selection, selectionOf } from '../src/insight/effects/selection.ts';
import { toQuestion } from '../src/kpi/answer.ts';
import { catalogueIds } from '../src/kpi/catalogue/index.ts';
import { writeDemoLog } from '../src/log/demo/index.ts';
import { weakPitch, weakSource } from '../src/log/demo/market.ts';
import { askAll, kpis, runs, valueOf, withTables } from './support/ask.ts';
import { tacto } from './support/run.ts';
import { randomLogs, span } from './support/random-log.ts';
import { noTables, type Row, type Tables } from './support/tables.ts';

let folder: string;
let demo: string;
let log: OpenLog;
let found: EffectsFound;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tacto-effects-'));
  demo = join(folder, 'demo');
  await writeDemoLog(demo, { reps: 12, months: 18, seed: 7 });
  log = await openLog(demo, { knownKpis: catalogueIds });
  found = await findEffects(log, kpis, {});
});
afterAll(async () => {
  log.close();
  await rm(folder, { recursive: true, force: true });
});

async function select(of: Resolved, where: readonly Filter[] = [], period: object = {}): Promise<Selection> {
  return selectionOf(of, await toQuestion(of, kpis, { kpis: ['contracts'], where, ...period }));
}

function ratesOf({ effects }: EffectsFound, model: Model, factor: string): FactorRates {
  const all = effects.flatMap((effect) => (effect.id === 'material_quality' ? [] : effect.rates));
  return all.find((rates) => rates.model === model && rates.factor === factor)!;
}

const standing = ({ levels }: FactorRates, verdict: string): string[] =>
  levels.filter((one) => one.verdict === verdict).map(({ level }) => level);

/** Trials and results by the levels of one factor. */
function byLevel({ names, rows }: Counts, factor: string): Record<string, [number, number]> {
  const sums: Record<string, [number, number]> = {};
  for (const { levels, trials, results } of rows) {
    const level = levels[names.indexOf(factor)]!;
    const [n, x] = sums[level] ?? [0, 0];
    sums[level] = [n + trials, x + results];
  }
  return sums;
}

describe('cells add up to the KPIs', () => {
  test.each(['source', 'rep'] as const)(
    'reach by %s is reach_rate, close by it divides by what close_rate does',
    async (by) => {
      const selection = await select(log);
      const [reach, close] = [byLevel(await reachCounts(selection), by), byLevel(await closeCounts(selection), by)];
      const period = { from: selection.question.from.toString(), to: selection.question.to.toString() };
      for (const row of await askAll(log, [by], ['reach_rate', 'close_rate'], [], period)) {
        const member = (row[by] as string | null) ?? '';
        const [rate, closing] = [valueOf(row, 'reach_rate'), valueOf(row, 'close_rate')];
        expect(reach[member]).toEqual([rate.denominator, rate.numerator]);
        expect(close[member]![0]).toBe(closing.denominator);
      }
    },
  );

  test('of any log, filter and part of its period', async () => {
    await fc.assert(
      fc.asyncProperty(randomLogs(), fc.boolean(), async (random, isFiltered) => {
        await withTables(random, null, async (own) => {
          const rep = random.tables.reps[0]?.['id'];
          const where: Filter[] = isFiltered && rep !== undefined ? [{ dimension: 'rep', members: [rep] }] : [];
          const period = { from: span.from, to: '2026-04-01' };
          const selection = await select(own, where, period);
          const [row] = await askAll(own, [], ['reach_rate', 'close_rate'], where, period);
          const [rate, closing] = [valueOf(row!, 'reach_rate'), valueOf(row!, 'close_rate')];
          expect(totalsOf((await reachCounts(selection)).rows)).toEqual({
            trials: rate.denominator,
            results: rate.numerator,
          });
          const { trials, results } = totalsOf((await closeCounts(selection)).rows);
          expect(trials).toBe(closing.denominator);
          expect(results).toBeLessThanOrEqual(closing.numerator!);
          const effects = await findEffects(own, kpis, { where, ...period });
          expect(effects.totals).toEqual({
            dials: rate.denominator,
            reached: rate.numerator,
            contracts: closing.numerator,
            closing: results,
          });
        });
      }),
      runs(6),
    );
  });

  test('contracts are linked to the call that a plain search finds', async () => {
    type Call = {
      activity: number;
      at: number;
      deal: number | null;
      lead: number | null;
      contact: number | null;
      account: number;
    };
    type Sale = {
      deal: number;
      lead: number | null;
      lead_contact: number | null;
      account: number;
      won: number;
      since: number;
      team: string;
    };
    const calls = await log.db.rows<Call>(
      raw(
        'SELECT activity, epoch_ms(occurred_at)::DOUBLE AS "at", deal, lead, contact, account FROM facts.activity WHERE dial AND two_way ORDER BY occurred_at, activity',
      ),
    );
    const sales = await log.db.rows<Sale>(
      raw(`SELECT c.deal, d.lead, d.lead_contact, d.account, epoch_ms(c.occurred_at)::DOUBLE AS won,
          epoch_ms(least(d.begin_at, coalesce(d.lead_created_at, d.begin_at), c.occurred_at - INTERVAL 180 DAY))::DOUBLE AS since,
          coalesce((SELECT string_agg(contact::VARCHAR, ',') FROM facts.team_member m WHERE m.deal = c.deal), '') AS team
        FROM facts.deal_closed c JOIN facts.deal d ON d.deal = c.deal WHERE c.won`),
    );
    const closing = sales.map((sale) => {
      const people = [
        ...sale.team
          .split(',')
          .filter((one) => one !== '')
          .map(Number),
        sale.lead_contact,
      ];
      const before = calls.filter(({ at }) => at <= sale.won);
      const named = before.findLast(
        (call) =>
          call.deal === sale.deal ||
          (call.deal === null &&
            ((call.lead !== null && call.lead === sale.lead) ||
              (call.contact !== null && people.includes(call.contact) && call.at >= sale.since))),
      );
      const withAccount = before.findLast(
        ({ at, deal, account }) =>
          deal === null && account !== 0 && account === sale.account && at >= sale.won - 180 * 86_400_000,
      );
      return (named ?? withAccount)?.activity;
    });
    const right = new Set(closing.filter((activity) => activity !== undefined));
    expect(found.totals.contracts).toBe(sales.length);
    expect(found.totals.closing).toBe(right.size);
    expect(right.size).toBeGreaterThan(0.8 * sales.length);
  });
});

describe('what was planted in the demo log is found', () => {
  test('the source that is reached below all others, and that does not close worse', () => {
    expect(standing(ratesOf(found, 'reach', 'source'), 'below')).toEqual([weakSource]);
    expect(standing(ratesOf(found, 'close', 'source'), 'below')).toEqual([]);
  });

  test('the pitch that wins about half as often', () => {
    const pitch = ratesOf(found, 'close', 'pitch');
    expect(standing(pitch, 'below')).toEqual([weakPitch]);
    const weak = pitch.levels.find(({ level }) => level === weakPitch)!;
    for (const { level, rate } of pitch.levels) if (level !== weakPitch) expect(weak.rate).toBeLessThan(0.65 * rate);
  });

  test('the rep whose talks convince far less often, whatever the others’ sources and pitches', () => {
    expect(standing(ratesOf(found, 'close', 'rep'), 'below')).toEqual(['rep-08']);
  });

  test('nothing where nothing was planted', () => {
    expect(ratesOf(found, 'close', 'product').levels.every(({ verdict }) => verdict === 'within')).toBe(true);
    const material = found.effects.find(({ id }) => id === 'material_quality')!;
    if (material.id !== 'material_quality') throw new Error('no material');
    expect(material.material.types.map(({ verdict }) => verdict)).toEqual([
      'within',
      'within',
      'within',
      'within',
      'within',
    ]);
  });
});

const at = (day: string, hour = 9): string => `2026-${day}T${String(hour).padStart(2, '0')}:30:00Z`;
const stage = (id: string, position: number, kind = 'open'): Row => ({
  id,
  name: id,
  position: String(position),
  kind,
});
const base: Tables = {
  ...noTables,
  reps: ['ana', 'luis', 'eva'].map((id) => ({ id, name: id })),
  accounts: [{ id: 'a', name: 'A' }],
  contacts: [{ id: 'c', account_id: 'a', name: 'C' }],
  stages: [stage('new', 1), stage('offer', 2), stage('won', 3, 'won'), stage('lost', 4, 'lost')],
};
const call = (id: string, occurred_at: string, more: Row): Row => ({
  id,
  rep_id: 'ana',
  occurred_at,
  channel: 'call',
  outcome: 'reached',
  ...more,
});

test('hours are those of the workspace’s zone, in summer and in winter', async () => {
  const activities = [call('1', '2026-01-15T07:30:00Z', {}), call('2', '2026-07-15T07:30:00Z', { outcome: 'busy' })];
  await withTables({ tables: { ...base, activities }, workspace: { timezone: 'Europe/Madrid' } }, null, async (own) => {
    expect(byLevel(await reachCounts(await select(own)), 'hour_band')).toEqual({ '00-09': [1, 1], '09-12': [1, 0] });
  });
});

test('a contract counts for the last call with its deal, and the pitch is the one last heard', async () => {
  const tables: Tables = {
    ...base,
    leads: [{ id: 'l', rep_id: 'ana', source: 'web', contact_id: 'c', created_at: at('02-01') }],
    deals: [
      { id: 'd', rep_id: 'ana', lead_id: 'l', account_id: 'a', created_at: at('02-05') },
      { id: 'other', rep_id: 'ana', account_id: 'a', created_at: at('02-05') },
    ],
    stage_changes: [
      { deal_id: 'd', stage_id: 'new', entered_at: at('02-05') },
      { deal_id: 'd', stage_id: 'won', entered_at: at('03-01') },
    ],
    activities: [
      call('1', at('02-02'), { lead_id: 'l', pitch: 'roi' }),
      call('2', at('02-10'), { deal_id: 'd', rep_id: 'luis' }),
      call('3', at('02-20'), { deal_id: 'd', outcome: 'voicemail', pitch: 'demo' }),
      call('4', at('02-25'), { deal_id: 'other', contact_id: 'c' }),
      call('5', at('03-02'), { deal_id: 'd' }),
    ],
  };
  await withTables({ tables, workspace: {} }, null, async (own) => {
    const close = await closeCounts(await select(own));
    expect(byLevel(close, 'rep')).toEqual({ ana: [3, 0], luis: [1, 1] });
    expect(byLevel(close, 'pitch')).toEqual({ '': [1, 0], roi: [3, 1] });
    expect(byLevel(close, 'source')).toEqual({ '': [1, 0], web: [3, 1] });
  });
});

test('a source that one rep alone works, who works no other, is told to be inseparable from the rep', async () => {
  const works: readonly (readonly [string, string, number])[] = [
    ['ana', 'web', 9],
    ['ana', 'referral', 8],
    ['luis', 'web', 12],
    ['luis', 'referral', 7],
    ['eva', 'expo', 22],
  ];
  const leads = ['web', 'referral', 'expo'].map((source) => ({
    id: source,
    rep_id: 'ana',
    source,
    created_at: at('01-01'),
  }));
  const activities = works.flatMap(([rep_id, lead_id, reached]) =>
    Array.from({ length: 40 }, (_, i) =>
      call(`${rep_id}-${lead_id}-${i}`, at('02-03', 8 + (i % 10)), {
        rep_id,
        lead_id,
        outcome: i < reached ? 'reached' : 'no_answer',
      }),
    ),
  );
  await withTables({ tables: { ...base, leads, activities }, workspace: {} }, null, async (own, dir) => {
    const effects = await findEffects(own, kpis, {});
    const pair = { one: { factor: 'source', level: 'expo' }, other: { factor: 'rep', level: 'eva' }, shared: 1 };
    const { entangled } = ratesOf(effects, 'reach', 'source');
    expect(
      entangled.map(({ one, other, shared }) =>
        one.factor === 'source' ? { one, other, shared } : { one: other, other: one, shared },
      ),
    ).toEqual([pair]);
    for (const factor of ['pitch', 'product'] as const)
      expect(ratesOf(effects, 'close', factor).silence).toBe('not_recorded');
    const { out } = await tacto(['effects', '--data', dir]);
    expect(out).toContain('Cannot be told apart: source expo and rep eva.');
    expect(out).toContain('The log does not record it: no such call has a pitch.');
    expect(out).toContain('No deal left a stage in the period.');
    const spanish = await tacto(['effects', '--data', dir, '--lang', 'es']);
    expect(spanish.out).toContain('No se pueden distinguir: origen expo y comercial eva.');
    expect(spanish.out).toContain('ninguna de esas llamadas tiene producto');
  });
});

test('stays end further on, or not; what was given counts where it was given', async () => {
  const tables: Tables = {
    ...base,
    deals: ['d', 'e', 'open'].map((id) => ({ id, rep_id: 'ana', created_at: at('02-01') })),
    stage_changes: [
      ['d', 'new', '02-01'],
      ['d', 'new', '02-03'],
      ['d', 'offer', '02-10'],
      ['d', 'won', '03-20'],
      ['e', 'offer', '02-01'],
      ['e', 'new', '02-05'],
      ['e', 'lost', '02-20'],
      ['open', 'new', '02-01'],
    ].map(([deal_id, stage_id, day]) => ({ deal_id: deal_id!, stage_id: stage_id!, entered_at: at(day!) })),
    shares: [
      ['1', '02-02', 'brochure', 'folder', 'd'],
      ['2', '02-04', 'brochure', 'folder', 'd'],
      ['3', '02-04', 'brochure', 'flyer', 'e'],
      ['4', '02-10', 'brochure', null, 'd'],
      ['5', '03-25', 'price_list', 'prices', 'd'],
      ['6', '02-02', 'price_list', 'prices', 'open'],
    ].map(([id, day, asset_type, asset, deal_id]) => ({
      id: id!,
      rep_id: 'ana',
      shared_at: at(day!),
      asset_type: asset_type!,
      asset: asset!,
      deal_id: deal_id!,
    })),
  };
  await withTables({ tables, workspace: {} }, '2026-04-01T00:00:00Z', async (own) => {
    const { all, given } = await stayCounts(await select(own));
    expect(byLevel(all, 'stage')).toEqual({ new: [2, 1], offer: [2, 1] });
    expect(byLevel(all, 'days')).toEqual({ '3-7': [1, 0], '7-14': [1, 1], '14-30': [1, 0], '30-60': [1, 1] });
    const sums = given.map(({ assetType, asset, rows }) => [assetType, asset, totalsOf(rows)]);
    expect(sums).toHaveLength(3);
    expect(sums).toEqual(
      expect.arrayContaining([
        ['brochure', null, { trials: 3, results: 2 }],
        ['brochure', 'folder', { trials: 1, results: 1 }],
        ['brochure', 'flyer', { trials: 1, results: 0 }],
      ]),
    );
    const march = await stayCounts(await select(own, [], { from: '2026-03-01', to: '2026-04-01' }));
    expect(totalsOf(march.all.rows)).toEqual({ trials: 1, results: 1 });
  });
});

describe('the command', () => {
  test.each([
    ['en', /reached less often: cold_list \(×0\.\d\d\)/, 'Nothing beyond chance', 'Associations, not causes'],
    ['es', /se contesta menos: cold_list \(×0,\d\d\)/, 'Nada más allá del azar', 'Son asociaciones, no causas'],
  ])('says first what is beyond chance, %s', async (lang, first, rest, note) => {
    const { status, out } = await tacto(['effects', '--data', demo, '--lang', lang]);
    expect(status).toBe(0);
    expect(out.split('\n\n')[1]).toMatch(first);
    for (const text of [rest, note]) expect(out).toContain(text);
    expect(out).not.toMatch(/null|NaN|undefined|Infinity/);
  });

  test('answers programs', async () => {
    const { out } = await tacto(['effects', '--data', demo, '--format', 'json']);
    const answer = JSON.parse(out) as { effects: Record<string, unknown>[] } & Record<string, unknown>;
    expect(Object.keys(answer).join()).toBe('period,confidence,totals,effects');
    expect(answer.effects.map(({ id }) => id)).toEqual(effectIds);
    const [rates] = answer.effects[0]!['rates'] as Record<string, unknown>[];
    expect(Object.keys(rates!).join()).toBe(
      'model,factor,trials,results,missing,average,silence,adjusted_for,members,entangled',
    );
    expect(Object.keys((rates!['members'] as object[])[0]!).join()).toBe(
      'member,trials,results,rate,interval,index,verdict',
    );
    const material = answer.effects.find(({ id }) => id === 'material_quality')!;
    expect(Object.keys(material).join()).toBe('id,stays,advanced,untold,silence,adjusted_for,types,assets');
    expect(Object.keys((material['assets'] as object[])[0]!).join()).toBe(
      'asset_type,asset,given,advanced,odds_ratio,interval,chance,verdict',
    );
  });

  test('tells one effect, and refuses an unknown one', async () => {
    const { out } = await tacto(['effects', 'product_interest', '--data', demo, '--format', 'json']);
    const { effects } = JSON.parse(out) as { effects: { id: string }[] };
    expect(effects.map(({ id }) => id)).toEqual(['product_interest']);
    const unknown = await tacto(['effects', 'luck', '--data', demo]);
    expect([unknown.status, unknown.err]).toEqual([2, expect.stringContaining('[bad_option]')]);
  });
});
