import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openLog, type OpenLog } from '../src/engine/cache.ts';
import { type Goals, goalStandings, type GoalsQuestion } from '../src/insight/goals/goals.ts';
import type { GoalStanding } from '../src/insight/goals/standing.ts';
import { answerKpis } from '../src/kpi/answer.ts';
import type { Kpi } from '../src/kpi/kpi.ts';
import { kpisOf } from '../src/kpi/log-kpis.ts';
import { writeDemoLog } from '../src/log/demo/index.ts';
import { tacto } from './support/run.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tacto-goals-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function standingsOf(dir: string, asOf: string | null, asked: GoalsQuestion = {}): Promise<Goals> {
  const kpis = await kpisOf(dir);
  const log = await openLog(dir, {
    knownKpis: new Set(kpis.keys()),
    ...(asOf === null ? {} : { asOf: Temporal.Instant.from(asOf) }),
  });
  try {
    return await goalStandings(log, kpis, asked);
  } finally {
    log.close();
  }
}

/**
 * Two calls on each working day since 2025-11-03 (a Monday) by Ana of the team north, at 10 and 16 o'clock; one by Bea of the team polar below it, who came
 * on Monday 2026-06-08. Ana's deals of June are won with 0.7 and 0.1; she has lost two of June. Ivo of the team south has nothing at all.
 */
async function writeSmallLog(dir: string): Promise<void> {
  await mkdir(dir, { recursive: true });
  const calls: string[] = [];
  for (let day = Temporal.PlainDate.from('2025-11-03'); day.toString() < '2026-06-15'; day = day.add({ days: 1 })) {
    if (day.dayOfWeek > 5) continue;
    for (const time of ['10:00', '16:00']) calls.push(`ana,${day}T${time}`);
    if (day.toString() >= '2026-06-08') calls.push(`bea,${day}T10:00`);
  }
  const deal = (id: string, amount: string, stage: string, day: string): readonly string[] => [
    `${id},ana,2026-05-04T10:00,${amount}`,
    `${id},${stage},${day}T10:00`,
  ];
  const deals = [
    deal('d1', '0.7', 'won', '2026-06-02'),
    deal('d2', '0.1', 'won', '2026-06-03'),
    deal('d3', '5', 'lost', '2026-06-04'),
    deal('d4', '5', 'lost', '2026-06-05'),
  ];
  const files: Readonly<Record<string, string>> = {
    'workspace.json': '{"timezone":"Europe/Madrid","as_of":"2026-06-14T22:00:00Z"}',
    'teams.csv': 'id,name,parent_id\nnorth,North,\npolar,Polar,north\nsouth,South,\n',
    'reps.csv':
      'id,name,team_id,active_from,active_to\nana,Ana,north,,\nbea,Bea,polar,2026-06-08,\nivo,Ivo,south,,2026-06-19\n',
    'stages.csv': 'id,name,position,kind\nopen,Open,1,open\nwon,Won,2,won\nlost,Lost,3,lost\n',
    'deals.csv': `id,rep_id,created_at,amount\n${deals.map(([row]) => `${row}\n`).join('')}`,
    'stage_changes.csv': `deal_id,stage_id,entered_at\n${deals.map(([, row]) => `${row}\n`).join('')}`,
    'activities.csv': `id,rep_id,occurred_at,channel,outcome\n${calls.map((call, i) => `a${i},${call},call,no_answer\n`).join('')}`,
    'kpis.yaml':
      'kpis:\n  - { id: lost, label: { en: Lost, es: Perdidas }, count: deal_closed, where: { won: false }, better: lower }\n',
    'goals.csv': `kpi,target,starts_on,grain,rep_id,team_id
dials,50,2026-06-01,month,ana,
dials,12,2026-06-01,month,bea,
dials,60,2026-06-01,month,,north
dials,60,2026-06-01,month,,
dials,10,2026-06-01,month,ivo,south
contract_volume,0.8,2026-06-01,month,ana,
contract_volume,0.800000000000001,2026-06-01,month,ana,
lost,2,2026-06-01,month,ana,
lost,1,2026-06-01,month,ana,
win_rate,0.5,2026-06-01,month,ana,
contacts_covered,5,2026-06-01,month,ana,
sales_cycle_days,40,2026-06-01,month,ana,
dials,40,2026-05-10,month,ana,
dials,90,2026-01-01,quarter,ana,
dials,200,2026-01-01,quarter,ana,
dials,100,2026-07-01,quarter,ana,
dials,0,2026-06-08,week,ana,
qualified_meetings,3,2026-06-01,month,ana,
dials,7,9999-12-31,year,ana,
dials,8,0001-01-01,week,ana,
`,
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(dir, name), text);
}

describe('a small log, worked out by hand', () => {
  let dir: string;
  let goals: Goals;
  const find = (kpi: string, target: string, from = '2026-06-01', standings = goals.standings): GoalStanding =>
    standings.find(({ goal }) => goal.kpi.id === kpi && goal.target === target && goal.from.toString() === from)!;
  const ownerOf = (id: string): GoalStanding =>
    goals.standings.find(({ goal: { owner } }) => owner.kind !== 'all' && owner.id === id)!;
  beforeAll(async () => {
    dir = join(folder, 'small');
    await writeSmallLog(dir);
    goals = await standingsOf(dir, null);
  });

  // June has 22 working days, of which 10 are over when Monday 15 begins: 2026-06-14T22:00Z in Madrid.
  test('what should be by now, what it will come to, and what is needed', () => {
    const ana = find('dials', '50');
    expect(ana.days).toEqual({ total: 22, over: 10, left: 12 });
    expect(ana.found.value).toBe(20);
    expect(ana.attainment).toBeCloseTo(0.4, 12);
    expect(ana.expected).toBeCloseTo((50 * 10) / 22, 12);
    expect(ana.left).toBe(30);
    expect(ana.needed).toBeCloseTo(30 / 12, 12);
    // 26 whole weeks of ten calls: two a day on twelve days.
    expect(ana.pace).toMatchObject({ weeks: 26, done: 260, days: 130 });
    expect(ana.own).toBeCloseTo(2, 12);
    expect(ana.projection!.value).toBeCloseTo(20 + 24, 12);
    const [low, high] = ana.projection!.interval;
    expect(low).toBeGreaterThan(20);
    expect(low).toBeLessThan(44);
    expect(high).toBeGreaterThan(30);
    expect(ana.verdict).toBe('behind');
  });

  // From Monday 8 June on there are 17 working days, of which 5 are over; one whole week tells no pace.
  test('of somebody who joined in the middle', () => {
    const bea = ownerOf('bea');
    expect(bea.days).toEqual({ total: 17, over: 5, left: 12 });
    expect(bea.expected).toBeCloseTo((12 * 5) / 17, 12);
    expect(bea.needed).toBeCloseTo(7 / 12, 12);
    expect([bea.pace, bea.projection, bea.verdict]).toEqual([null, null, 'too_early']);
  });

  // Ana has 22 days and Bea 17, together 39, of which 10 and 5 are over. They have 20 + 5 calls.
  test('of a team, all teams below it counted', () => {
    const north = ownerOf('north');
    expect(north.found.value).toBe(25);
    expect(north.days).toEqual({ total: 22, over: 10, left: 12 });
    expect(north.expected).toBeCloseTo((60 * 15) / 39, 12);
    // 260 calls by Ana and 5 by Bea in 130 + 5 days; 12 + 12 days are left.
    expect(north.projection!.value).toBeCloseTo(25 + (265 / 135) * 24, 12);
    expect(north.own).toBeCloseTo(((265 / 135) * 24) / 12, 12);
  });

  test('of everybody', () => {
    const all = goals.standings.find(({ goal }) => goal.owner.kind === 'all')!;
    expect(all.found.value).toBe(25);
    // Ivo, who has done nothing, has 14 days, of which 10 are over.
    expect(all.expected).toBeCloseTo((60 * 25) / 53, 12);
  });

  test('of somebody who has done nothing, and leaves', () => {
    const ivo = ownerOf('ivo');
    expect(ivo.goal.owner.kind).toBe('rep');
    expect(ivo.days).toEqual({ total: 14, over: 10, left: 4 });
    expect(ivo.projection!.value).toBe(0);
    expect(ivo.projection!.interval[0]).toBe(0);
    expect(ivo.verdict).toBe('hardly_reachable');
  });

  test('money to the last digit', () => {
    // 0.7 + 0.1 is 0.7999… as doubles.
    expect(find('contract_volume', '0.8')).toMatchObject({ verdict: 'reached', left: 0 });
    const more = find('contract_volume', '0.800000000000001');
    expect(more.left).toBe(1e-15);
    // Two contracts tell no pace of money.
    expect(more.verdict).toBe('too_early');
  });

  test('limits', () => {
    expect(find('lost', '1')).toMatchObject({ verdict: 'exceeded', left: 0 });
    const two = find('lost', '2');
    expect(two.goal.direction).toBe('at_most');
    expect(['open', 'on_course']).toContain(two.verdict);
    expect(two.projection!.chance).toBeGreaterThan(0.25);
  });

  test('what does not add up', () => {
    // Two of four: too few records to say.
    const rate = find('win_rate', '0.5');
    expect(rate).toMatchObject({ attainment: 1, expected: null, needed: null, projection: null, verdict: 'too_early' });
    expect(rate.found).toMatchObject({ value: 0.5, n: 4 });
    expect(find('contacts_covered', '5')).toMatchObject({ verdict: 'unknown', missing: [expect.any(String)] });
    expect(find('sales_cycle_days', '40').goal.direction).toBe('at_most');
    expect(find('qualified_meetings', '3').verdict).toBe('unknown');
  });

  test('any first day, and a target of nothing', () => {
    // 2026-05-10 to 2026-06-09 is over: 22 working days with two calls each.
    expect(find('dials', '40', '2026-05-10')).toBeUndefined();
    expect(find('dials', '0', '2026-06-08')).toBeUndefined();
    expect(goals.others).toEqual({ over: 5, future: 2 });
  });

  test('those that are over are final, those to come have not begun', async () => {
    const { standings } = await standingsOf(dir, null, { all: true });
    const at = (target: string, from: string): GoalStanding => find('dials', target, from, standings);
    // Sunday 10 May to Tuesday 9 June: four weeks and two days.
    expect(at('40', '2026-05-10')).toMatchObject({ state: 'over', verdict: 'reached', found: { value: 44 } });
    // January to March 2026 have 22 + 20 + 22 working days.
    expect(at('90', '2026-01-01')).toMatchObject({ verdict: 'reached', found: { value: 128 }, projection: null });
    expect(at('200', '2026-01-01')).toMatchObject({
      verdict: 'missed',
      attainment: 0.64,
      expected: null,
      needed: null,
    });
    expect(at('0', '2026-06-08')).toMatchObject({ verdict: 'reached', attainment: null });
    expect(at('7', '9999-12-31')).toMatchObject({ verdict: 'not_begun', state: 'future' });
    expect(at('8', '0001-01-01')).toMatchObject({ verdict: 'missed', found: { value: 0 } });
    const next = at('100', '2026-07-01');
    // 66 working days from July to September, two calls each.
    expect(next).toMatchObject({ state: 'future', verdict: 'not_begun', attainment: null, expected: null });
    expect(next.projection!.value).toBeCloseTo(132, 9);
    expect(next.needed).toBeCloseTo(100 / 66, 12);
  });

  // Half of a day's calls are made by noon: Ana's at 10 and at 16 o'clock, Bea's few at 10.
  test('by noon a part of the day is over', async () => {
    const noon = await standingsOf(dir, '2026-06-12T10:00:00Z', { rep: 'ana' });
    const { todayShare } = noon.week;
    expect(todayShare).toBeGreaterThan(0.5);
    expect(todayShare).toBeLessThan(0.52);
    const ana = find('dials', '50', '2026-06-01', noon.standings);
    expect(ana.days.over).toBeCloseTo(9 + todayShare, 12);
    expect(ana.found.value).toBe(19);
    expect(noon.standings.every(({ goal: { owner } }) => owner.kind === 'rep' && owner.id === 'ana')).toBe(true);
  });

  test('the command says it in both languages, and refuses whom nobody knows', async () => {
    const text = async (...args: string[]): Promise<string> => {
      const { status, out, err } = await tacto(['goals', '--data', dir, ...args], { env: { COLUMNS: '140' } });
      expect({ status, err }).toEqual({ status: 0, err: '' });
      return out;
    };
    expect(await text('--rep', 'ana')).toContain('Dials (dials) · 1 – 30 Jun 2026 · 10 of 22 working days over\n');
    const english = await text('--team', 'north');
    expect(english).toMatch(
      /\nAna \(ana\) +50 +20 \(40%\) +23 +44 \[\d+ … \d+\] +2\.5 +2\.0 +behind: about \d+% likely\n/,
    );
    expect(english).toMatch(/\nBea \(bea\) +12 +5 \(42%\) .* too early to say: .*there on 17\b/);
    expect(english).not.toContain('Ivo');
    const spanish = await text('--lang', 'es');
    expect(spanish).toMatch(/\nAna \(ana\) +50 +20 \(40\s%\) .* por detrás: probable al \d+\s%\n/);
    expect(spanish).toContain('superado: no debía ser más');
    for (const out of [english, spanish]) expect(out).not.toMatch(/null|NaN|undefined|Infinity/);
    const { status, err } = await tacto(['goals', '--data', dir, '--team', 'nroth']);
    expect([status, err]).toEqual([2, expect.stringContaining('north')]);
  });

  test('money without an exchange rate keeps only its own goals from being told', async () => {
    const foreign = join(folder, 'foreign');
    await writeSmallLog(foreign);
    await writeFile(
      join(foreign, 'deals.csv'),
      'id,rep_id,created_at,amount,currency\n' +
        ['d1', 'd2', 'd3', 'd4'].map((id) => `${id},ana,2026-05-04T10:00,1,CHF\n`).join(''),
    );
    const { standings } = await standingsOf(foreign, null);
    expect(find('contract_volume', '0.8', '2026-06-01', standings)).toMatchObject({
      verdict: 'unknown',
      projection: null,
    });
    expect(find('lost', '1', '2026-06-01', standings).verdict).toBe('exceeded');
    expect(find('dials', '50', '2026-06-01', standings).found.value).toBe(20);
    const { out } = await tacto(['goals', '--data', foreign], { env: { COLUMNS: '140' } });
    expect(out).toContain('There is money in CHF on 2026-06-02 but no rate for it.');
    const { out: json } = await tacto(['goals', '--data', foreign, '--format', 'json']);
    expect(JSON.parse(json)).toMatchObject({
      goals: expect.arrayContaining([
        expect.objectContaining({ kpi: 'contract_volume', missing: ['fx_rates'] }),
      ]) as object,
    });
  });

  test('a log without goals says where they stand', async () => {
    const bare = join(folder, 'bare');
    await mkdir(bare);
    await writeFile(join(bare, 'reps.csv'), 'id,name\nana,Ana\n');
    const { status, out } = await tacto(['goals', '--data', bare, '--lang', 'es']);
    expect([status, out]).toEqual([0, expect.stringContaining('goals.csv')]);
    const { out: json } = await tacto(['goals', '--data', bare, '--format', 'json']);
    expect(JSON.parse(json)).toMatchObject({ goals: [], not_shown: { over: 0, future: 0 }, weekdays_from_log: false });
  });
});

describe('the demo team', () => {
  let dir: string;
  let log: OpenLog;
  let kpis: ReadonlyMap<string, Kpi>;
  beforeAll(async () => {
    dir = join(folder, 'demo');
    await writeDemoLog(dir, { reps: 12, months: 18, seed: 7 });
    kpis = await kpisOf(dir);
    log = await openLog(dir, { knownKpis: new Set(kpis.keys()), asOf: Temporal.Instant.from('2026-06-14T22:00:00Z') });
  });
  afterAll(() => log.close());

  test('has the values that its KPIs have', async () => {
    const { standings } = await goalStandings(log, kpis, { all: true });
    expect(standings.length).toBeGreaterThan(200);
    for (const { goal, found, state, verdict, projection } of standings.filter((_, i) => i % 7 === 0)) {
      const { owner, from, to } = goal;
      const where = owner.kind === 'all' ? [] : [{ dimension: owner.kind, members: [owner.id] }];
      const { rows } = await answerKpis(log, kpis, { kpis: [goal.kpi.id], where, from, to });
      expect([goal.kpi.id, found.value]).toEqual([goal.kpi.id, rows[0]!.values[0]!.value]);
      if (state === 'over') expect(['reached', 'missed', 'exceeded', 'unknown']).toContain(verdict);
      if (projection === null) continue;
      expect(projection.value).toBeGreaterThanOrEqual(found.value ?? 0);
      expect(projection.interval[0]).toBeGreaterThanOrEqual(found.value ?? 0);
      expect(projection.chance).toBeGreaterThanOrEqual(0);
      expect(projection.chance).toBeLessThanOrEqual(1);
    }
  });

  test('has goals of each kind, for reps, teams and everybody', async () => {
    const { standings, week } = await goalStandings(log, kpis);
    expect(week).toMatchObject({ weekdays: [1, 2, 3, 4, 5], isFromLog: true, todayShare: 0 });
    const kinds = new Set(standings.map(({ goal: { owner, way, direction } }) => `${owner.kind} ${way} ${direction}`));
    expect([...kinds].toSorted()).toEqual([
      'all level at_least',
      'all sum at_least',
      'rep sum at_least',
      'team level at_least',
      'team level at_most',
      'team sum at_least',
    ]);
  });

  test('foresees months as surely as it says', async () => {
    let [held, told] = [0, 0];
    const last = await standingsOf(dir, null, { all: true });
    for (const month of ['2025-10', '2026-02', '2026-05']) {
      const middle = Temporal.PlainDate.from(`${month}-15`).toZonedDateTime('Europe/Madrid').toInstant();
      const then = await standingsOf(dir, middle.toString());
      for (const { goal, projection } of then.standings) {
        if (goal.kpi.id !== 'dials' || projection === null) continue;
        const end = last.standings.find(
          (other) =>
            other.goal.from.equals(goal.from) &&
            JSON.stringify(other.goal.owner) === JSON.stringify(goal.owner) &&
            other.goal.kpi.id === 'dials',
        )!;
        told++;
        if (projection.interval[0] <= end.found.value! && end.found.value! <= projection.interval[1]) held++;
      }
    }
    expect(told).toBeGreaterThan(30);
    expect(held / told).toBeGreaterThan(0.88);
  });

  test.each([
    [
      'en',
      'working days over',
      'at the end (95\u00A0%)',
      'over the limit as it stands',
      'No verdict is surer than its interval.',
    ],
    [
      'es',
      'días laborables transcurridos',
      'al final (95\u00A0%)',
      'por encima del límite, tal como está',
      'Ningún veredicto es más seguro que su intervalo.',
    ],
  ])('is told in words, %s', async (lang, ...parts) => {
    const { status, out } = await tacto(['goals', '--data', dir, '--as-of', '2026-06-15', '--lang', lang], {
      env: { COLUMNS: '160' },
    });
    expect(status).toBe(0);
    const text = out.replaceAll('\n', ' ');
    for (const part of parts) expect(text).toContain(part);
    expect(out).not.toMatch(/null|NaN|undefined|Infinity/);
  });
});
