import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openLog, type OpenLog } from '../src/engine/cache.ts';
import { answerQuestions, type LookAnswer } from '../src/insight/ask/answer.ts';
import { askCatalogue } from '../src/insight/ask/catalogue/index.ts';
import { lookTexts, type Writers } from '../src/insight/ask/in-words.ts';
import { proposePlaybook } from '../src/insight/ask/proposal.ts';
import { mostLooks } from '../src/insight/ask/question.ts';
import { compareKpi } from '../src/insight/compare/compare-kpi.ts';
import { findRisks } from '../src/insight/risk/risks.ts';
import { answerWithIntervals } from '../src/insight/uncertainty/answer.ts';
import { catalogue, catalogueIds } from '../src/kpi/catalogue/index.ts';
import { writeDemoLog } from '../src/log/demo/index.ts';
import { fullLog, partOfLog } from './support/full-log.ts';
import { tacto } from './support/run.ts';
import { writeTables } from './support/tables.ts';

const kpis = new Map(catalogue.map((kpi) => [kpi.id, kpi]));
let folder: string;
let demo: string;
let log: OpenLog;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tacto-ask-'));
  demo = join(folder, 'demo');
  await writeDemoLog(demo, { reps: 12, months: 18, seed: 7 });
  log = await openLog(demo, { knownKpis: catalogueIds });
});
afterAll(async () => {
  log.close();
  await rm(folder, { recursive: true, force: true });
});

type Look = {
  readonly kind: string;
  readonly id: string;
  readonly missing: readonly string[];
  readonly missing_breakdown: readonly string[];
  readonly capture: readonly { readonly name: string; readonly how: string }[];
  readonly command: readonly string[];
  readonly texts: readonly string[];
  readonly figure: {
    readonly value: number | null;
    readonly interval: readonly number[] | null;
    readonly n: number;
  } | null;
};
type Asked = {
  readonly id: string;
  readonly answerable: string;
  readonly looks: readonly Look[];
  readonly next: readonly string[] | null;
};
const plain = (text: string): string => text.replace(/\s+/g, ' ');
async function ask(
  ...args: readonly string[]
): Promise<{ readonly questions: readonly Asked[] } & Record<string, unknown>> {
  const { out, status, err } = await tacto(['ask', ...args, '--format', 'json']);
  expect([status, err]).toEqual([0, '']);
  return JSON.parse(out) as { readonly questions: readonly Asked[] };
}

describe('every question, on the demo log', () => {
  test('has a figure for every look, the same that the commands give', async () => {
    const { questions, from, to } = await answerQuestions(log, kpis, askCatalogue, { where: [] });
    const all = questions.flatMap(({ looks }) => looks);
    for (const { look, missing, shown } of all) {
      expect([look.run, missing]).toEqual([look.run, []]);
      expect([look.run, shown]).not.toEqual([look.run, null]);
    }
    const told = all.flatMap(({ shown }) => (shown?.kind === 'kpi' ? [shown] : []));
    // Of part of the log, or of days to come: below.
    const apart = new Set(
      all.flatMap(({ look, shown }) => (look.where !== undefined && shown?.kind === 'kpi' ? [shown] : [])),
    );
    const plainly = told.filter((shown) => shown.kpi.id !== 'forecast' && !apart.has(shown));
    const customers = [{ dimension: 'stage', members: ['customer'] }] as const;
    for (const { kpi, value } of apart) {
      const own = await answerWithIntervals(log, kpis, { kpis: [kpi.id], where: customers, from, to }, 0.95);
      expect([kpi.id, value]).toEqual([kpi.id, own.rows[0]!.values[0]]);
    }
    expect(apart.size).toBe(2);
    const ids = [...new Set(plainly.map(({ kpi }) => kpi.id))];
    const { rows } = await answerWithIntervals(log, kpis, { kpis: ids, from, to }, 0.95);
    for (const { kpi, value } of plainly) {
      const expected = rows[0]!.values[ids.indexOf(kpi.id)]!;
      expect([kpi.id, value.n, value.value]).toEqual([kpi.id, expected.n, expect.closeTo(expected.value!, 9)]);
    }
  });

  test('says nothing without its evidence, in either language', async () => {
    const { questions } = await answerQuestions(log, kpis, askCatalogue, { where: [] });
    const writers = (language: 'en' | 'es'): Writers => ({
      say: (text) => text[language],
      value: (value) => (value === null ? '–' : value.toFixed(2)),
      count: String,
      member: (_, member) => member,
    });
    for (const language of ['en', 'es'] as const)
      for (const answer of questions.flatMap(({ looks }) => looks))
        for (const text of lookTexts(answer, writers(language)).map((each) => each[language]))
          expect(text).toMatch(/\d.*\.$/);
  });

  test('names who stands out as compare does', async () => {
    const { questions } = await answerQuestions(
      log,
      kpis,
      askCatalogue.filter(({ id }) => id === 'presented' || id === 'rep_difference'),
      { where: [] },
    );
    const compared = questions
      .flatMap(({ looks }) => looks)
      .flatMap(({ shown }: LookAnswer) => (shown?.kind === 'kpi' && shown.members !== null ? [shown] : []));
    expect(compared.length).toBeGreaterThan(2);
    for (const { kpi, members } of compared) {
      const { members: all } = await compareKpi(log, kpis, kpi.id, { by: members!.by });
      const of = (verdict: string): string[] =>
        all.filter(({ standing }) => standing.verdict === verdict).map(({ member }) => member);
      expect([members!.above, members!.below]).toEqual([of('above'), of('below')]);
      expect(members!.enough).toBe(all.length - of('too_little').length);
    }
    const presented = compared.find(({ kpi }) => kpi.id === 'presented_share')!;
    expect(presented.members!.below).toEqual(['rep-07']);
  });

  test('tells what is at risk as risks does', async () => {
    const { questions } = await ask('forecast_at_risk,who_decides', '--data', demo);
    const { table, deals } = await findRisks(log, []);
    const [any, deciders] = [questions[0]!.looks[0]!.figure, questions[1]!.looks[0]!.figure];
    expect(any).toMatchObject({ deals: deals.length, flagged: table.all.flagged });
    expect((any as unknown as { at_risk: number }).at_risk).toBeCloseTo(table.all.atRisk.value, 2);
    const own = deals.filter(({ flags }) =>
      flags.some((f) => f === 'no_decision_maker' || f === 'decision_maker_unheard'),
    );
    expect(deciders).toMatchObject({ flagged: own.length });
  });
});

describe('the playbook that fits', () => {
  test('the demo’s sales are a process, with figures that the KPIs give', async () => {
    const { proposed, fits } = await proposePlaybook(log, kpis);
    expect(proposed).toBe('process');
    const figure = (id: string): unknown =>
      fits.flatMap(({ signs }) => signs).find(({ sign }) => sign.figure === id)!.figure;
    const ids = ['sales_cycle_days', 'follow_ups_per_sale', 'contracts', 'dials', 'first_attempts', 'follow_ups'];
    const { rows } = await answerWithIntervals(log, kpis, { kpis: ids }, 0.95);
    const [cycle, perSale, contracts, dials, first, later] = rows[0]!.values;
    expect(figure('cycle_days')).toEqual({ value: cycle!.value, interval: cycle!.interval, n: cycle!.n });
    expect(figure('follow_ups_per_sale')).toMatchObject({ value: perSale!.value, n: contracts!.value });
    expect(figure('dials_per_contract')).toMatchObject({ value: dials!.value! / contracts!.value! });
    expect(figure('follow_up_share')).toMatchObject({ n: first!.value! + later!.value! });
    expect(figure('contracts')).toEqual({ value: contracts!.value, interval: null, n: contracts!.value });
    expect(figure('kpis_ready')).toEqual({ value: 1, interval: null, n: catalogue.length });
  });

  test('of a handful of deals and calls is the simple one', async () => {
    const small = join(folder, 'small');
    await writeTables(small, fullLog, { as_of: '2026-06-01T00:00:00' });
    const { out } = await tacto(['ask', '--playbook', '--data', small, '--format', 'json']);
    const { proposed, playbooks } = JSON.parse(out) as {
      proposed: string;
      playbooks: readonly { id: string; signs: readonly { figure: string; value: number | null; holds: boolean }[] }[];
    };
    expect(proposed).toBe('simple');
    const { signs } = playbooks.find(({ id }) => id === 'simple')!;
    expect(signs.map(({ figure, value, holds }) => [figure, value, holds])).toEqual([
      ['contracts', 2, true],
      ['reps', 1, true],
      ['kpis_ready', 1, false],
    ]);
    // Decision teams of one and of three, by hand: the deals `won` and `open`.
    const teams = playbooks.flatMap(({ signs: own }) => own).find(({ figure }) => figure === 'team_size');
    expect(teams).toMatchObject({ value: 2, n: 2, holds: false });
  });
});

test('figures of a playbook, worked out by hand', async () => {
  const dir = join(folder, 'by-hand');
  // 20 customers with one contract of 10, of which four have a second one of 90: the largest fifth brings 400 of 560.
  const ids = Array.from({ length: 20 }, (_, i) => `a${i}`);
  const sales = ids.flatMap((id, i) => [
    { id: `${id}-1`, account: id, amount: '10' },
    ...(i < 4 ? [{ id: `${id}-2`, account: id, amount: '90' }] : []),
  ]);
  await writeTables(dir, {
    reps: [{ id: 'r', name: 'R' }],
    accounts: ids.map((id) => ({ id, name: id })),
    contacts: ['x', 'y', 'z'].map((id) => ({ id, account_id: 'a0', name: id })),
    stages: [
      { id: 'talk', name: 'Talk', position: '1', kind: 'open' },
      { id: 'offer', name: 'Offer', position: '2', kind: 'open' },
      { id: 'won', name: 'Won', position: '3', kind: 'won' },
    ],
    deals: sales.map(({ id, account, amount }) => ({
      id,
      account_id: account,
      rep_id: 'r',
      amount,
      created_at: '2026-01-01T09:00:00Z',
    })),
    stage_changes: sales.flatMap(({ id }, i) => [
      { deal_id: id, stage_id: 'talk', entered_at: '2026-01-01T09:00:00Z' },
      ...(i < 5 ? [] : [{ deal_id: id, stage_id: 'offer', entered_at: '2026-01-11T09:00:00Z' }]),
      { deal_id: id, stage_id: 'won', entered_at: '2026-01-21T09:00:00Z' },
    ]),
    decision_team: ['x', 'y', 'z'].map((contact_id) => ({ deal_id: 'a0-1', contact_id })),
  });
  const opened = await openLog(dir, { knownKpis: catalogueIds });
  const { proposed, fits } = await proposePlaybook(opened, kpis);
  opened.close();
  const figures = Object.fromEntries(
    fits.flatMap(({ signs }) => signs.map(({ sign, figure }) => [sign.figure, figure && [figure.value, figure.n]])),
  );
  expect(figures).toMatchObject({
    team_size: [3, 1],
    cycle_days: [20, 24],
    top_share: [expect.closeTo(400 / 560, 9), 20],
    returning: [4 / 20, 20],
    stages_passed: [2, 24],
    follow_up_share: null,
    phone_share: null,
    dials_per_contract: null,
    material_per_contract: null,
    contracts: [24, 24],
    reps: [1, 1],
  });
  expect(proposed).toBe('simple');
});

describe('a log that lacks something', () => {
  test('says what, and how to capture it', async () => {
    const dir = join(folder, 'lacking');
    const gone = ['proposals', 'decision_team', 'ratings', 'accounts.segment'];
    await writeTables(
      dir,
      partOfLog(fullLog, (part) => !gone.includes(part)),
      { as_of: '2026-06-01T00:00:00' },
    );
    const { questions } = await ask('presented,relationships,which_segment', '--data', dir);
    const lacks = questions.map(({ answerable, looks }) => [answerable, looks.map(({ missing }) => missing)]);
    expect(lacks).toEqual([
      ['no', [['decision_team'], ['proposals', 'decision_team'], ['decision_team']]],
      ['partly', [[], ['ratings'], ['ratings']]],
      ['no', [[], [], []]],
    ]);
    const [presented, , segments] = questions;
    // The figures are there, but not by segment.
    for (const { missing_breakdown: missing, texts } of segments!.looks) {
      expect(missing).toEqual(['accounts.segment']);
      expect(texts.at(-1)).toBe('Missing to tell it apart: accounts.segment.');
    }
    expect(segments!.next).toBeNull();
    expect(presented!.next).toBeNull();
    expect(presented!.looks[1]!.capture.map(({ name }) => name)).toEqual(['proposals', 'decision_team']);
    const { out } = await tacto(['ask', 'presented', '--data', dir, '--lang', 'es']);
    const text = plain(out);
    expect(text).toContain('Este registro todavía no puede responderla.');
    expect(text).toContain('Falta en este registro: proposals; decision_team.');
    expect(text).toContain('Cómo capturar lo que falta');
    expect(text).toContain(
      'decision_team: quién participa en la decisión de cada oportunidad y con qué papel; pregúntelo antes de la propuesta (Salesforce: OpportunityContactRole · HubSpot: hs_buying_role · Pipedrive: fields: { person.role: … })',
    );
    expect(text).not.toContain('Siguiente paso');
  });

  test('says how many more records it takes', async () => {
    const small = join(folder, 'few');
    await writeTables(small, fullLog, { as_of: '2026-06-01T00:00:00' });
    const { questions } = await ask('cycle_length', '--data', small);
    expect(questions[0]!.looks[0]!.figure).toMatchObject({
      n: 2,
      interval: null,
      sureness: 'little',
      needed: 4,
      needed_is_least: true,
    });
    expect(questions[0]!.looks[0]!.texts[0]).toContain('to be sure it takes at least 4 more contracts');
  });
});

describe('the command', () => {
  test('without a question lists them all, with a log marked and with a proposal', async () => {
    const { out } = await tacto(['ask', '--data', demo]);
    for (const { id, text } of askCatalogue) expect(plain(out)).toContain(`● ${id} ${text.en}`);
    expect(plain(out)).toContain('The way of managing that fits this log: Sales as a process');
    const bare = await tacto(['ask', '--lang', 'es']);
    expect(bare.out).toContain('¿Por qué perdemos oportunidades?');
    expect(bare.out).not.toContain('●');
  });

  test('finds a question by free words, without quotes and accents too', async () => {
    const words = await ask('por', 'que', 'perdemos', '--data', demo);
    expect(words.questions.map(({ id }) => id)).toEqual(['why_lose']);
    const two = await ask('why do we lose, who decides', '--data', demo);
    expect(two.questions.map(({ id }) => id)).toEqual(['why_lose', 'who_decides']);
  });

  test('asks back where words may mean several questions', async () => {
    const { questions, candidates } = await ask('calls', '--data', demo);
    expect(questions).toEqual([]);
    expect((candidates as readonly { id: string }[]).length).toBeGreaterThan(1);
    const { out, status } = await tacto(['ask', 'calls', '--lang', 'es']);
    expect(status).toBe(0);
    expect(out).toContain('¿A cuál de estas se refiere?');
    const none = await tacto(['ask', 'qwertz', '--lang', 'es']);
    expect(none.status).toBe(2);
    expect(none.err).toContain('[unknown_question]');
  });

  test('shows value, interval, reading and the next command, in both languages', async () => {
    const { out } = await tacto(['ask', 'presented', '--data', demo]);
    const text = plain(out);
    expect(text).toContain(
      '70.8% [66.4% … 74.9%], 313 of 442 deals with a proposal; 37 pending: sure enough to act on.',
    );
    expect(text).toContain('By rep, beyond chance: Carmen Campos Sanz (rep-07) below the group.');
    expect(text).toContain('How to read it: Sent is not presented.');
    expect(text).toContain(`Next: tacto compare proposal_presentations --by rep --data ${demo}`);
    const spanish = plain((await tacto(['ask', 'presented', '--data', demo, '--lang', 'es'])).out);
    expect(spanish).toContain('70,8 % [66,4 % … 74,9 %], 313 de 442 oportunidades con propuesta; 37 pendientes');
    expect(spanish).toContain('Cómo se lee: Enviar no es presentar.');
  });

  test('of one rep tells how that one stands, and passes the rep on', async () => {
    const { questions } = await ask('rep_weak', '--data', demo, '--where', 'rep=rep-08');
    const [wins, effect, diagnosis] = questions[0]!.looks;
    expect(wins!.texts[1]).toMatch(/^rep-08: /);
    expect(wins!.figure!.n).toBe(28);
    // The effect is told for all reps, or there is nothing to tell it from.
    expect(effect!.figure!.n).toBe(161);
    expect(effect!.command).not.toContain('--where');
    expect(diagnosis!.command.slice(1, 4)).toEqual(['diagnose', '--rep', 'rep-08']);
  });

  test('what is not known by a filter is said to be', async () => {
    const { questions } = await ask('cost', '--data', demo, '--where', 'segment=enterprise');
    expect(questions[0]!.looks.map(({ texts }) => texts[0])).toEqual([
      'Not known by what you filtered.',
      expect.stringMatching(/contracts/),
      expect.stringMatching(/contracts/),
    ]);
  });

  test('more than three KPIs are allowed and warned about', async () => {
    const four = ['--focus', 'dials,reach_rate,close_rate,win_rate', '--data', demo];
    const { out, status } = await tacto(['ask', ...four]);
    expect(status).toBe(0);
    expect(plain(out)).toContain(
      'These are 4 things to watch. It is allowed, but whoever steers by more than three steers by none',
    );
    const json = await ask(...four);
    expect(json['focus']).toMatchObject({ too_many: true, begin_with: ['dials', 'reach_rate', 'close_rate'] });
    const three = await tacto(['ask', '--focus', 'dials,reach_rate,close_rate', '--data', demo, '--lang', 'es']);
    expect(three.out).not.toContain('! ');
    const unknown = await tacto(['ask', '--focus', 'dails', '--data', demo]);
    expect(unknown.err).toContain('Did you mean “dials”? [unknown_kpi]');
  });

  test('several questions that take more than three KPIs are warned about, one never is', async () => {
    const several = await tacto(['ask', 'cost,why_lose', '--data', demo]);
    expect(plain(several.out)).toContain('! These are 6 things to watch.');
    const one = await tacto(['ask', 'cost', '--data', demo]);
    expect(one.out).not.toContain('! ');
    expect(mostLooks).toBe(3);
  });

  test('playbooks: philosophy, signs with their figures, and the proposal', async () => {
    const { out } = await tacto(['ask', '--playbook', 'accounts', '--data', demo]);
    const text = plain(out);
    expect(text).toContain('A large sale is decided by several people');
    expect(text).toContain(
      '✓ several people decide on a deal: 3 [3 … 3] people in the median decision team, 704 deals (counts from 3 on)',
    );
    expect(text).not.toContain('The numbers game');
    const all = await tacto(['ask', '--playbook', '--lang', 'es']);
    for (const name of ['Cuentas', 'Sencillo', 'El juego de los números', 'La venta como proceso'])
      expect(all.out).toContain(name);
  });
});
