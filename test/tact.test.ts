import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { raw } from '../src/duckdb/sql.ts';
import { openLog, type OpenLog } from '../src/engine/cache.ts';
import { findRecords } from '../src/engine/lineage.ts';
import { tactInWords } from '../src/insight/tact/in-words.ts';
import { proposalInWords } from '../src/insight/tact/proposals-in-words.ts';
import { type TouchProposal, touchProposals } from '../src/insight/tact/proposals.ts';
import { tactOf } from '../src/insight/tact/tact.ts';
import { toQuestion } from '../src/kpi/answer.ts';
import { catalogue, catalogueIds } from '../src/kpi/catalogue/index.ts';
import { writeDemoLog } from '../src/log/demo/index.ts';
import { writeTables } from './support/tables.ts';

const kpis = new Map(catalogue.map((kpi) => [kpi.id, kpi]));
let folder: string;
let log: OpenLog;
let proposals: readonly TouchProposal[];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tacto-tact-'));
  await writeDemoLog(join(folder, 'demo'), { reps: 12, months: 18, seed: 7 });
  log = await openLog(join(folder, 'demo'), { knownKpis: catalogueIds });
  proposals = await touchProposals(log);
});
afterAll(async () => {
  log.close();
  await rm(folder, { recursive: true, force: true });
});

/** The accounts that a snapshot KPI counts at the log's "now". */
async function accountsOf(id: string): Promise<Set<string>> {
  const question = await toQuestion(log, kpis, { kpis: [id], from: '2026-06-30', to: '2026-07-01' });
  const { records } = await findRecords(log, kpis.get(id)!, question);
  return new Set(records.map(({ fields }) => fields['account']!));
}

describe('tact on the demo log', () => {
  test('somebody is pressed in exactly the accounts that the KPI counts', async () => {
    const pressed = await accountsOf('pressured_accounts');
    const contacts = await log.db.rows<{ id: string; account_id: string }>(
      raw(`SELECT c.id, c.account_id FROM log.contacts c JOIN facts.assignment a ON a.account = (SELECT k FROM facts.label WHERE v = c.account_id)
        WHERE a.valid_to = 'infinity' ORDER BY hash(c.id) LIMIT 60`),
    );
    const inPressed = await log.db.rows<{ id: string; account_id: string }>(
      raw(
        `SELECT id, account_id FROM log.contacts WHERE account_id IN (${[...pressed].map((id) => `'${id}'`).join(', ')})`,
      ),
    );
    const found = new Set<string>();
    for (const { id, account_id } of [...contacts, ...inPressed]) {
      const tact = await tactOf(log, id);
      if (tact?.isPressed === true) found.add(account_id);
      for (const other of tact?.others ?? []) expect(other.contact).not.toBe(id);
    }
    expect(pressed.size).toBeGreaterThan(0);
    expect(found).toEqual(pressed);
  }, 60_000);

  test('silent accounts are those of the KPI', async () => {
    const silent = proposals.filter(({ kind }) => kind === 'silent_account');
    expect(new Set(silent.map(({ account }) => account))).toEqual(await accountsOf('silent_accounts'));
  });

  test('every proposal says who, why and how, once', () => {
    expect(new Set(proposals.map(({ key }) => key)).size).toBe(proposals.length);
    for (const proposal of proposals) {
      const { en, es } = proposalInWords(proposal);
      for (const text of [en, es]) expect(text).not.toMatch(/null|undefined|–/);
      expect(proposal.channel).not.toBe('');
    }
    const stakes = proposals.map(({ weighted }) => weighted);
    expect(stakes).toEqual(stakes.toSorted((a, b) => b - a));
  });
});

describe('tact by hand', () => {
  /** One account, three people: Ana is called five times without an answer, Blas once, with an answer; Carla decides and was never met alone. */
  async function small(): Promise<OpenLog> {
    const dir = await mkdtemp(join(folder, 'small-'));
    const call = (id: string, day: string, contact: string, outcome: string): Record<string, string> => ({
      id,
      rep_id: 'r',
      occurred_at: `2026-03-${day}T10:00:00Z`,
      channel: 'call',
      outcome,
      account_id: 'x',
      contact_id: contact,
    });
    await writeTables(dir, {
      reps: [{ id: 'r', name: 'Rosa' }],
      accounts: [{ id: 'x', name: 'Equis' }],
      assignments: [{ account_id: 'x', rep_id: 'r', valid_from: '2026-01-01T00:00:00Z' }],
      contacts: [
        { id: 'ana', account_id: 'x', name: 'Ana', influence: '1' },
        { id: 'blas', account_id: 'x', name: 'Blas', influence: '2' },
        { id: 'carla', account_id: 'x', name: 'Carla', influence: '3' },
      ],
      stages: [{ id: 'offer', name: 'Offer', position: '1', kind: 'open', probability: '0.5' }],
      deals: [
        {
          id: 'd',
          account_id: 'x',
          rep_id: 'r',
          name: 'Equis · suite',
          created_at: '2026-02-01T00:00:00Z',
          amount: '1000',
        },
      ],
      stage_changes: [{ deal_id: 'd', stage_id: 'offer', entered_at: '2026-02-01T00:00:00Z' }],
      decision_team: [{ deal_id: 'd', contact_id: 'carla', role: 'decision_maker' }],
      proposals: [{ id: 'p', deal_id: 'd', rep_id: 'r', sent_at: '2026-03-01T00:00:00Z' }],
      activities: [
        call('1', '02', 'blas', 'reached'),
        ...['10', '11', '12', '13', '14'].map((day, i) => call(String(i + 2), day, 'ana', 'no_answer')),
      ],
    });
    const opened = await openLog(dir, { knownKpis: catalogueIds, asOf: Temporal.Instant.from('2026-03-20T00:00:00Z') });
    return opened;
  }

  test('names who is pressed, by how much, and whom to speak to instead', async () => {
    const found = await small();
    const tact = await tactOf(found, 'ana');
    // Six touches by name, five of them to Ana: 5 > 6 × 0.6; five in a row without an answer, four are too many.
    expect(tact).toMatchObject({
      isPressed: true,
      pressure: { own: 5, touches: 6, unanswered: 5, isMost: true, isUnanswered: true },
      others: [
        { contact: 'carla', role: 'decision_maker', touches: 0, heardAt: null },
        { contact: 'blas', role: null, touches: 1, heardAt: '2026-03-02T10:00:00Z' },
      ],
    });
    expect(tactInWords(tact!, found.workspace.thresholds)).toEqual({
      en: '5 of the 6 touches of this account in 28 days went to Ana, and the last 5 got no answer. Speak first with Carla (decides), Blas.',
      es: '5 de los 6 toques de esta cuenta en 28 días fueron a Ana, y los últimos 5 no tuvieron respuesta. Hable antes con Carla (decide), Blas.',
    });
    const blas = await tactOf(found, 'blas');
    expect(blas!.isPressed).toBe(false);
    expect(tactInWords(blas!, found.workspace.thresholds)).toBeNull();
    expect(blas!.others.map(({ contact }) => contact)).toEqual(['carla']);
    expect(await tactOf(found, 'nobody')).toBeNull();
    found.close();
  });

  test('proposes to present, to meet, and to break the silence', async () => {
    const found = await small();
    const list = await touchProposals(found);
    found.close();
    // Sent on 1 March at 00:00, now is 20 March at 00:00: 19 days. Carla was never alone with anybody. Blas answered on 2 March at 10:00: 17 days ago, less than 21.
    expect(
      list.map(({ kind, contact, days, weighted, channel }) => ({ kind, contact, days, weighted, channel })),
    ).toEqual([
      { kind: 'unmet_member', contact: 'carla', days: null, weighted: 500, channel: 'call' },
      { kind: 'unpresented_proposal', contact: null, days: 19, weighted: 500, channel: 'call' },
    ]);
    expect(list.map((proposal) => proposalInWords(proposal).es)).toEqual([
      'Carla decide sobre Equis · suite y nadie ha hablado nunca a solas con esa persona. En grupo, el desacuerdo se calla.',
      'La propuesta de Equis · suite se envió hace 19 días y no se ha presentado a nadie que decida. Acuerde media hora con ellos.',
    ]);
  });
});
