import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openLog, type OpenLog } from '../src/engine/cache.ts';
import { compareKpi } from '../src/insight/compare/compare-kpi.ts';
import { type Diagnosis, diagnose, type Finding } from '../src/insight/diagnose/diagnose.ts';
import { looks } from '../src/insight/diagnose/looks.ts';
import { answerKpis } from '../src/kpi/answer.ts';
import { catalogue, catalogueIds } from '../src/kpi/catalogue/index.ts';
import { type DemoSummary, type PlantedProblem, writeDemoLog } from '../src/log/demo/index.ts';
import { tacto } from './support/run.ts';
import { type Row, writeTables } from './support/tables.ts';

const kpis = new Map(catalogue.map((kpi) => [kpi.id, kpi]));
let folder: string;
let demo: string;
let summary: DemoSummary;
let log: OpenLog;
const diagnoses = new Map<string, Diagnosis>();
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tacto-diagnose-'));
  demo = join(folder, 'demo');
  summary = await writeDemoLog(demo, { reps: 12, months: 18, seed: 7 });
  log = await openLog(demo, { knownKpis: catalogueIds });
  for (let i = 1; i <= 12; i++) {
    const rep = `rep-${String(i).padStart(2, '0')}`;
    diagnoses.set(rep, await diagnose(log, kpis, { rep }));
  }
}, 180_000);
afterAll(async () => {
  log.close();
  await rm(folder, { recursive: true, force: true });
});

const planted = (kind: PlantedProblem['kind']): string =>
  summary.planted.find((problem) => problem.kind === kind)!.members[0]!;
const ids = (findings: readonly Finding[]): string[] => findings.map(({ kpi }) => kpi.id);

/** The counts of one KPI for one rep, over some days or added up over the months of these. */
async function countsOf(
  kpi: string,
  rep: string,
  period: { readonly from?: string; readonly to?: string } = {},
  by: readonly string[] = [],
): Promise<{ value: number; numerator: number; denominator: number }> {
  const where = [{ dimension: 'rep', members: [rep] }] as const;
  const { rows } = await answerKpis(log, kpis, { kpis: [kpi], by, where, ...period });
  const sum = (key: 'value' | 'numerator' | 'denominator'): number =>
    rows.reduce((total, { values }) => total + (values[0]![key] ?? 0), 0);
  return { value: sum('value'), numerator: sum('numerator'), denominator: sum('denominator') };
}

describe('the demo’s reps', () => {
  test.each([
    ['pressured_accounts', ['pressured_accounts'], 'silent_accounts'],
    ['silent_accounts', ['silent_accounts'], 'pressured_accounts'],
    ['unpresented_proposals', ['presented_share'], 'decision_team_attendance'],
    ['weak_delivery', ['prospects', 'qualified_conversion', 'close_rate', 'win_rate'], null],
  ] as const)('%s is what that rep should adjust, and what must not suffer for it', (kind, expected, counter) => {
    const { mayBeWrong, adjustment } = diagnoses.get(planted(kind))!;
    expect(expected).toContain(mayBeWrong[0]!.kpi.id);
    expect(adjustment!.finding).toBe(mayBeWrong[0]);
    expect(adjustment!.counter.kpi.id).toBe(kpis.get(mayBeWrong[0]!.kpi.id)!.counter);
    if (counter !== null) expect(adjustment!.counter.kpi.id).toBe(counter);
  });

  test('who presses is told what follows from it: people who tire answer less; and nothing else', () => {
    const { mayBeWrong } = diagnoses.get(planted('pressured_accounts'))!;
    expect(ids(mayBeWrong)).toEqual(['pressured_accounts', 'reach_rate']);
  });

  test('who dials most of all by pressing a few is not praised for dialling', () => {
    const { wellDone, held } = diagnoses.get(planted('pressured_accounts'))!;
    expect(held.find(({ kpi }) => kpi.id === 'dials')!.verdict).toBe('above');
    expect(wellDone).toEqual([]);
  });

  test('of those without a problem nothing is told', () => {
    const withProblem = new Set(
      (['pressured_accounts', 'silent_accounts', 'unpresented_proposals', 'weak_delivery'] as const).map(planted),
    );
    const ordinary = [...diagnoses].filter(([rep]) => !withProblem.has(rep));
    expect(ordinary).toHaveLength(8);
    for (const [rep, { wellDone, mayBeWrong, adjustment }] of ordinary)
      expect([rep, ids(wellDone), ids(mayBeWrong), adjustment]).toEqual([rep, [], [], null]);
  });

  test('every finding has what it rests on, and at most three of each', () => {
    for (const { wellDone, mayBeWrong } of diagnoses.values()) {
      expect(wellDone.length).toBeLessThanOrEqual(3);
      expect(mayBeWrong.length).toBeLessThanOrEqual(3);
      for (const { kpi, value, numerator, denominator, group, interval, chance, verdict } of [
        ...wellDone,
        ...mayBeWrong,
      ]) {
        expect(catalogueIds).toContain(kpi.id);
        expect(['above', 'below']).toContain(verdict);
        expect(chance).toBeLessThan(0.05);
        expect(denominator).toBeGreaterThan(0);
        expect(numerator).toBeGreaterThanOrEqual(0);
        expect(interval![0]).toBeLessThanOrEqual(value!);
        expect(interval![1]).toBeGreaterThanOrEqual(value!);
        expect(value! > group!).toBe(verdict === 'above');
        // The group lies outside of what the rep's own records leave open.
        expect(group! < interval![0] || group! > interval![1]).toBe(true);
      }
    }
  });
});

describe('a diagnosis of some records', () => {
  test('holds the rep against those of the team, by the same records', async () => {
    const rep = planted('pressured_accounts');
    const whole = diagnoses.get(rep)!;
    const { rows } = await answerKpis(log, kpis, {
      kpis: ['dials'],
      by: ['team'],
      where: [{ dimension: 'rep', members: [rep] }],
    });
    const team = [{ dimension: 'team', members: [rows[0]!.members[0]!] }] as const;
    const { held, notBy, question } = await diagnose(log, kpis, { rep, where: team });
    expect(notBy).toEqual([]);
    expect(question.where).toEqual(team);
    expect(ids(held as Finding[])).toEqual(ids(whole.held as Finding[]));
    for (const found of held) {
      const before = whole.held.find(({ kpi }) => kpi.id === found.kpi.id)!;
      // All of a rep's records are their team's; the others are fewer.
      if (found.look.way !== 'slower')
        expect([found.numerator, found.denominator]).toEqual([before.numerator, before.denominator]);
      expect([found.kpi.id, found.reps]).toEqual([found.kpi.id, Math.min(found.reps, before.reps - 1)]);
    }
    const { funnel } = await compareKpi(log, kpis, 'reach_rate', { by: 'rep', where: team });
    expect(held.find(({ kpi }) => kpi.id === 'reach_rate')!.group).toBe(funnel!.target);
  });

  test('counts only these, and says which KPIs do not have what is filtered by', async () => {
    const rep = planted('unpresented_proposals');
    const source = [{ dimension: 'source', members: ['web'] }] as const;
    const { held, notBy } = await diagnose(log, kpis, { rep, where: source });
    expect(held.length).toBeGreaterThan(3);
    for (const { kpi, look, numerator, denominator } of held) {
      expect(kpi.dimensions).toContain('source');
      if (look.way !== 'compare') continue;
      const own = [...source, { dimension: 'rep', members: [rep] }] as const;
      const { rows } = await answerKpis(log, kpis, { kpis: [kpi.id], where: own });
      expect([kpi.id, rows[0]!.values[0]!.numerator, rows[0]!.values[0]!.denominator]).toEqual([
        kpi.id,
        numerator,
        denominator,
      ]);
    }
    expect(notBy.map(({ kpi, dimensions }) => [kpi.id, ...dimensions])).toEqual(
      looks.filter(({ kpi }) => !kpis.get(kpi)!.dimensions.includes('source')).map(({ kpi }) => [kpi, 'source']),
    );
  });

  test.each([
    ['nobody is left by a rep', [{ dimension: 'rep', members: ['rep-01'] }], 'bad_where'],
    ['no KPI that is looked at has it', [{ dimension: 'asset_type', members: [null] }], 'unknown_dimension'],
    ['the log has no such team', [{ dimension: 'team', members: ['nordwest'] }], 'unknown_member'],
  ] as const)('is refused where %s', async (_, filters, code) => {
    await expect(diagnose(log, kpis, { rep: 'rep-02', where: filters })).rejects.toMatchObject({ code });
  });

  test('is asked for by --where', async () => {
    const args = ['diagnose', '--data', demo, '--rep', 'rep-02', '--where', 'source=web'];
    const { out } = await tacto([...args, '--format', 'json']);
    const json = JSON.parse(out) as { not_by: readonly { kpi: string; dimensions: readonly string[] }[] };
    expect(json.not_by).toContainEqual({ kpi: 'silent_accounts', dimensions: ['source'] });
    const text = (await tacto(args)).out.replaceAll(/\s+/g, ' ');
    expect(text).toContain('Not known by source, so not looked at: Pressured accounts');
    const { err, status } = await tacto(['diagnose', '--data', demo, '--rep', 'rep-02', '--where', 'rep=rep-03']);
    expect([status === 0, err.includes('bad_where')]).toEqual([false, true]);
  });
});

describe('what a rep is held against', () => {
  const held = (rep: string, id: string): Diagnosis['held'][number] =>
    diagnoses.get(rep)!.held.find(({ kpi }) => kpi.id === id)!;

  test('is what compare says, for rates', async () => {
    for (const { kpi } of looks.filter(({ way }) => way === 'compare')) {
      const { members, funnel } = await compareKpi(log, kpis, kpi, { by: 'rep' });
      for (const { member, standing } of members) {
        const { numerator, denominator, chance, verdict, group, limits95 } = held(member, kpi);
        const { sample } = standing;
        expect([numerator, denominator, chance, verdict]).toEqual([
          sample.x,
          sample.n,
          standing.chance,
          standing.verdict,
        ]);
        expect([group, limits95]).toEqual([funnel!.target, standing.limits95]);
      }
    }
  });

  test.each(['rep-04', 'rep-05', 'rep-09', 'rep-11'])('are the KPIs’ own counts, %s', async (rep) => {
    for (const id of ['dials', 'follow_ups', 'first_attempts', 'prospects'])
      expect(held(rep, id).numerator).toBe((await countsOf(id, rep)).value);
    // rep-09 joined on 4 August 2025; the log's now is 30 June 2026.
    expect(held(rep, 'dials').denominator).toBe(rep === 'rep-09' ? 331 : 545);
    for (const id of ['decision_team_attendance', 'decision_team_coverage', 'rated_share'])
      expect(held(rep, id)).toMatchObject({ ...(await countsOf(id, rep)), designEffect: expect.any(Number) });
    expect(held(rep, 'sales_cycle_days').value).toBeCloseTo((await countsOf('sales_cycle_days', rep)).value, 9);
    expect(held(rep, 'sales_cycle_days').denominator).toBe((await countsOf('contracts', rep)).value);
  });

  test.each(['rep-04', 'rep-05', 'rep-12'])('are the ends of the last six months, for accounts, %s', async (rep) => {
    const months = { from: '2026-01-01', to: '2026-07-01' };
    for (const id of ['pressured_accounts', 'silent_accounts', 'single_threaded_accounts'])
      expect(held(rep, id).numerator).toBe((await countsOf(id, rep, months, ['month'])).value);
    const assigned = await countsOf('assigned_accounts', rep, months, ['month']);
    expect(held(rep, 'pressured_accounts').denominator).toBe(assigned.value);
    expect(held(rep, 'silent_accounts').denominator).toBe(held(rep, 'single_threaded_accounts').denominator);
    expect(held(rep, 'silent_accounts').denominator).toBeLessThan(assigned.value);
  });
});

describe('what would be gained', () => {
  const gainOf = (rep: string, id: string): NonNullable<Finding['whatIf']> =>
    diagnoses.get(rep)!.mayBeWrong.find(({ kpi }) => kpi.id === id)!.whatIf!;

  test('by reaching as many as the others', async () => {
    const rep = planted('pressured_accounts');
    const { rows } = await answerKpis(log, kpis, { kpis: ['reach_rate', 'contracts', 'contract_volume'], by: ['rep'] });
    const own = rows.find(({ members }) => members[0] === rep)!.values;
    const others = rows.filter(({ members }) => members[0] !== rep);
    const sum = (key: 'numerator' | 'denominator'): number =>
      others.reduce((total, { values }) => total + values[0]![key]!, 0);
    const factor = sum('numerator') / sum('denominator') / own[0]!.value!;
    const gain = gainOf(rep, 'reach_rate');
    expect(gain.contracts).toBeCloseTo((own[1]!.value! / 545) * 91 * (factor - 1), 9);
    // Nine contracts are too few to know their size by: it is that of the others.
    const all = (i: number): number => others.reduce((total, { values }) => total + values[i]!.value!, 0);
    expect(gain.volume).toBeCloseTo(gain.contracts * (all(2) / all(1)), 4);
    expect(gain.contractsInterval[0]).toBeGreaterThan(0);
  });

  test('by presenting as many as the others', async () => {
    const rep = planted('unpresented_proposals');
    const asked = ['presented_share', 'win_rate_presented', 'win_rate_unpresented'];
    const own = await countsOf('presented_share', rep);
    const { rows } = await answerKpis(log, kpis, { kpis: asked });
    const [all, presented, unpresented] = rows[0]!.values;
    const others = (all!.numerator! - own.numerator) / (all!.denominator! - own.denominator);
    const expected = ((91 * own.denominator) / 545) * (others - own.value) * (presented!.value! - unpresented!.value!);
    expect(gainOf(rep, 'presented_share').contracts).toBeCloseTo(expected, 9);
  });

  test('is not told where no way leads from it to contracts', () => {
    const { mayBeWrong } = diagnoses.get(planted('silent_accounts'))!;
    expect(mayBeWrong[0]!.whatIf).toBeNull();
  });
});

/** Six reps, `of` telling the calls of the i-th: whether the n-th was answered, and the lead it was for. */
async function writeReps(
  name: string,
  of: (i: number) => readonly { readonly reached: boolean; readonly lead: string }[],
): Promise<string> {
  const dir = join(folder, name);
  const reps = Array.from({ length: 6 }, (_, i) => ({ id: `r${i}`, name: `Rep ${i}` }));
  const calls = reps.flatMap(({ id }, i) =>
    of(i).map(({ reached, lead }, n): Row => {
      const day = String(1 + (n % 28)).padStart(2, '0');
      const month = String(1 + (Math.floor(n / 28) % 5)).padStart(2, '0');
      const occurred_at = `2026-${month}-${day}T09:00:00Z`;
      const outcome = reached ? 'reached' : 'no_answer';
      return {
        id: `${id}-${n}`,
        rep_id: id,
        occurred_at,
        channel: 'call',
        direction: 'outbound',
        outcome,
        lead_id: lead,
      };
    }),
  );
  const leads = ['web', 'cold'].map((source) => ({
    id: source,
    rep_id: 'r0',
    source,
    created_at: '2025-12-01T09:00:00Z',
  }));
  await writeTables(dir, { reps, leads, activities: calls });
  return dir;
}

test('of reps who are all equal nothing is told', async () => {
  const dir = await writeReps('equal', () =>
    Array.from({ length: 300 }, (_, n) => ({ reached: n % 4 === 0, lead: n % 2 === 0 ? 'web' : 'cold' })),
  );
  const equal = await openLog(dir, { knownKpis: catalogueIds });
  for (const rep of ['r0', 'r3', 'r5']) {
    const { held, wellDone, mayBeWrong, adjustment } = await diagnose(equal, kpis, { rep });
    expect(held.length).toBeGreaterThan(3);
    expect([wellDone, mayBeWrong, adjustment]).toEqual([[], [], null]);
  }
  equal.close();
});

test('a rep who only has the harder source is not told to reach few', async () => {
  // Cold leads are reached one time in ten, the others four times in ten; one rep has cold leads almost only.
  const call = (n: number, cold: boolean): { reached: boolean; lead: string } =>
    cold ? { reached: n % 10 === 3, lead: 'cold' } : { reached: n % 10 < 4, lead: 'web' };
  const mixed = (share: number) => (): { reached: boolean; lead: string }[] =>
    Array.from({ length: 400 }, (_, n) => call(n, Math.floor(n / 10) % 10 < share));
  const dir = await writeReps('mixed', (i) => (i === 0 ? mixed(9) : mixed(3))());
  const log2 = await openLog(dir, { knownKpis: catalogueIds });
  const { held, mayBeWrong, explained } = await diagnose(log2, kpis, { rep: 'r0' });
  const reach = held.find(({ kpi }) => kpi.id === 'reach_rate')!;
  expect(reach).toMatchObject({ verdict: 'below', numerator: 52, denominator: 400 });
  expect(reach.chance).toBeLessThan(1e-6);
  expect(mayBeWrong).toEqual([]);
  expect(explained.map(({ held: { kpi }, by }) => [kpi.id, by])).toEqual([['reach_rate', ['source']]]);
  log2.close();
});

describe('the command', () => {
  const run = (...args: readonly string[]): ReturnType<typeof tacto> => tacto(['diagnose', '--data', demo, ...args]);

  test.each([
    [
      'en',
      'Your proposals go out, but few of them are presented to those who decide.',
      'Presented share 18.4% [9.2% … 33.4%] (7 of 38); the group 70.8%',
      'Meanwhile watch: Decision-team attendance, now 76.5% (26 of 34).',
    ],
    [
      'es',
      'Sus propuestas salen, pero pocas se presentan a quienes deciden.',
      'Propuestas presentadas sobre enviadas 18,4 % [9,2 % … 33,4 %] (7 de 38); el grupo 70,8 %',
      'Mientras tanto, vigile: Asistencia del equipo de decisión, ahora 76,5 % (26 de 34).',
    ],
  ])('says it in words, %s', async (lang, ...texts) => {
    const { status, out } = await run('--rep', 'rep-07', '--lang', lang);
    expect(status).toBe(0);
    const plain = out.replace(/\s+/g, ' ');
    for (const text of texts) expect(plain).toContain(text);
  });

  test('names nobody else', async () => {
    const others = [...diagnoses.keys()].filter((rep) => rep !== 'rep-05');
    const names = await log.db.rows<{ id: string; name: string }>({
      strings: ['SELECT id, name FROM log.reps'],
      values: [],
    });
    for (const format of ['table', 'json']) {
      const { out } = await run('--rep', 'rep-05', '--format', format);
      for (const rep of others) expect(out).not.toContain(rep);
      for (const { id, name } of names) if (id !== 'rep-05') expect(out).not.toContain(name);
    }
  });

  test('says that nothing stands out where nothing does', async () => {
    const { out } = await run('--rep', 'rep-01');
    expect(out).toContain('Nothing stands out from the group beyond chance; KPIs looked at: 17.');
    for (const title of ['What is done well', 'What may be wrong', 'What to adjust']) expect(out).not.toContain(title);
    expect((await run('--rep', 'rep-07', '--from', '2030-01-01', '--to', '2030-02-01')).out).toContain(
      'The log has nothing of this rep in the period.',
    );
  });

  test('gives data, the same every time', async () => {
    const { out } = await run('--rep', 'rep-07', '--format', 'json');
    const json = JSON.parse(out) as Record<string, unknown>;
    expect(json).toMatchObject({
      rep: 'rep-07',
      period: { from: '2025-01-02', to: '2026-07-01' },
      well_done: [],
      may_be_wrong: [
        {
          kpi: 'presented_share',
          value: 7 / 38,
          numerator: 7,
          denominator: 38,
          verdict: 'below',
          holds_within: ['source', 'segment'],
          what_if: {
            contracts_per_quarter: expect.any(Number),
            contracts_interval: [expect.any(Number), expect.any(Number)],
          },
          evidence: expect.stringContaining('7 of 38'),
        },
      ],
      adjust: { kpi: 'presented_share', counter: { kpi: 'decision_team_attendance', numerator: 26, denominator: 34 } },
    });
    expect(json['looked_at']).toHaveLength(17);
    expect((await run('--rep', 'rep-07', '--format', 'json')).out).toBe(out);
  });

  test('asks for a rep that there is', async () => {
    const { status, err } = await run('--rep', 'rep-7');
    expect(status).toBe(2);
    expect(err).toContain('Did you mean “rep-07”? [unknown_member]');
  });
});
