import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { tacto } from './support/run.ts';

const root = mkdtempSync(join(tmpdir(), 'tacto-board-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const dials = Array.from(
  { length: 25 },
  (_, i) => `x${i},ana,2026-03-${String(i + 1).padStart(2, '0')}T10:00:00Z,call,${i < 5 ? 'reached' : 'no_answer'},,,`,
);
for (const [name, text] of Object.entries({
  'workspace.json': '{"as_of":"2026-04-01T00:00:00Z"}',
  'reps.csv': 'id,name\nana,Ana\n',
  'accounts.csv': 'id,name\na,A\n',
  'contacts.csv': 'id,account_id,name\nc,a,C\n',
  'activities.csv': [
    'id,rep_id,occurred_at,channel,outcome,deal_id,contact_id,purpose',
    ...dials,
    'm,ana,2026-02-12T10:00:00Z,meeting,held,e,c,proposal_presentation',
  ].join('\n'),
  'decision_team.csv': 'deal_id,contact_id,role\ne,c,decision_maker\nd,c,decision_maker\n',
  'stages.csv': 'id,name,position,kind\nw,Won,1,won\n',
  'deals.csv': 'id,rep_id,created_at\nd,ana,2026-03-01T10:00:00Z\ne,ana,2026-02-01T10:00:00Z\n',
  'proposals.csv': 'id,deal_id,rep_id,sent_at\np,d,ana,2026-03-20T10:00:00Z\nq,e,ana,2026-02-10T10:00:00Z\n',
  'goals.csv': 'kpi,target,starts_on,grain,rep_id\ndials,400,2026-02-01,quarter,ana\n',
  'kpis.yaml': 'kpis:\n  - { id: all_touches, label: { en: Calls, es: Llamadas }, count: activity }\n',
})) {
  writeFileSync(join(root, name), text);
}

async function board(...args: string[]): Promise<string> {
  const { status, out, err } = await tacto(['board', '--data', root, ...args], { env: { COLUMNS: '200' } });
  expect({ status, err }).toEqual({ status: 0, err: '' });
  return out;
}

test('the board shows what each rate of a rep rests on', async () => {
  const [head, ...lines] = (await board()).split('By rep ');
  expect(lines.join()).toMatch(/\nAna \(ana\) +25 +20\.0% 5\/25 /);
  expect(head).toMatch(/\n {2}Reach rate +20\.0% +25 /);
});

test('the board tells how many are pending beside those whose time is up', async () => {
  const out = await board('--from', '2026-02-01', '--to', '2026-04-01');
  expect(out).toMatch(/\n {2}Presented share +100\.0% +1 \+1 /);
  expect(out).toMatch(/\nAna \(ana\) .* 100\.0% 1\/1 \+1\n/);
});

test('the board shows the log’s own KPIs, in both languages and with any playbook', async () => {
  expect(await board()).toMatch(/\nYour own KPIs\n {2}Calls +26 .* all_touches\n/);
  expect(await board('--playbook', 'numbers', '--lang', 'es')).toMatch(
    /\nSus propios KPI\n {2}Llamadas +26 .* all_touches\n/,
  );
});

test('money without an exchange rate takes only the figures of money from the board', async () => {
  const foreign = mkdtempSync(join(tmpdir(), 'tacto-board-money-'));
  try {
    for (const [name, text] of Object.entries({
      'workspace.json': '{"as_of":"2026-04-01T00:00:00Z"}',
      'reps.csv': 'id,name\nana,Ana\n',
      'activities.csv': `id,rep_id,occurred_at,channel,outcome\n${dials.slice(0, 5).join('\n').replaceAll(',,,', '')}\n`,
      'stages.csv': 'id,name,position,kind\nw,Won,1,won\n',
      'deals.csv':
        'id,rep_id,created_at,amount,currency\nd,ana,2026-03-01T10:00:00Z,10,EUR\ne,ana,2026-03-02T10:00:00Z,10,USD\n',
      'stage_changes.csv': 'deal_id,stage_id,entered_at\nd,w,2026-03-03T10:00:00Z\ne,w,2026-03-04T10:00:00Z\n',
    })) {
      writeFileSync(join(foreign, name), text);
    }
    const { status, out, err } = await tacto(['board', '--data', foreign], { env: { COLUMNS: '200' } });
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out).toMatch(/\n {2}Contracts +2 /);
    expect(out).toMatch(/\n {2}Contract volume +– +no exchange rate +contract_volume\n/);
    expect(out).toMatch(/\nAna \(ana\) +5 +100\.0% 5\/5 +2\n/);
    expect(out.match(/There is money in .*/g)).toEqual([
      'There is money in USD on 2026-03-02 but no rate for it. Add a row to fx_rates: currency USD, valid_from on or before 2026-03-02.',
    ]);
  } finally {
    rmSync(foreign, { recursive: true, force: true });
  }
});

test('the board says how the running goals of its KPIs stand', async () => {
  expect(await board()).toMatch(
    /\nGoals that are running: hardly reachable 1 \(tacto goals\)\n {2}Dials, Ana \(ana\): 25 of 400 by 30 Apr: hardly reachable at this pace\n\nBy rep /,
  );
  expect(await board('--lang', 'es', '--playbook', 'numbers')).toContain(
    '\nObjetivos en curso: difíciles de alcanzar 1 ',
  );
  expect(await board('--playbook', 'simple')).not.toContain('Goals');
});
