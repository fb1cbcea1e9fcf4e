import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Database } from '../src/duckdb/database.ts';
import { literal, raw, sql } from '../src/duckdb/sql.ts';
import type { AnswerJson } from '../src/kpi/answer.ts';
import { catalogue } from '../src/kpi/catalogue/index.ts';
import { run } from '../src/cli/main.ts';
import { type Outcome, tacto } from './support/run.ts';

const root = mkdtempSync(join(tmpdir(), 'tacto-cli-'));
const demo = join(root, 'demo');
const odd = join(root, 'odd');
const folders = join(root, 'folders');
afterAll(() => rmSync(root, { recursive: true, force: true }));

beforeAll(async () => {
  const made = await tacto(['demo', demo, '--reps', '3', '--months', '4']);
  if (made.status !== 0) throw new Error(made.err);
  mkdirSync(odd);
  mkdirSync(join(folders, 'workspace.json'), { recursive: true });
  for (const [name, text] of Object.entries({
    'workspace.json': '{"timezone":"America/Santiago","as_of":"2026-04-01T12:00"}',
    'teams.csv': 'id,name\nt,"=HYPERLINK(""http://x"")"\n',
    'reps.csv': 'id,name,team_id\n=1+1,Rep,t\n+34 600,Phone,t\n@me,Me,t\nana,"Ana, ""A""",\nana,Twice,\n',
    'deals.csv':
      'id,rep_id,created_at,amount,source\nd,=1+1,2026-03-01T10:00,1234567890123456.789012345678,-web\ne,ana,2026-03-01T10:00,0.000000000001,\n',
    'stages.csv': 'id,name,position,kind\nw,Won,1,won\n',
    'stage_changes.csv': 'deal_id,stage_id,entered_at\nd,w,2026-03-02T10:00\ne,w,2026-03-02T10:00\n',
    'activities.csv':
      'id,rep_id,occurred_at,channel,outcome\nx,ana,2026-03-01T10:00,call,reached\ny,ana,2026-03-02T10:00,call,no_answer\n',
  })) {
    writeFileSync(join(odd, name), text);
  }
}, 60_000);

async function json(args: readonly string[]): Promise<AnswerJson> {
  const { status, out, err } = await tacto([...args, '--format', 'json']);
  expect({ status, err }).toMatchObject({ status: 0 });
  return JSON.parse(out) as AnswerJson;
}

/** What the command line says here, without a process: for many calls. */
async function inProcess(args: readonly string[]): Promise<string> {
  const write = process.stdout.write.bind(process.stdout);
  let out = '';
  process.stdout.write = ((text: string, done?: () => void) => {
    out += text;
    done?.();
    return true;
  }) as typeof process.stdout.write;
  try {
    expect(await run(args)).toBe(0);
  } finally {
    process.stdout.write = write;
  }
  return out;
}

describe('the language', () => {
  test.each([
    [['--help'], {}, /Usage:[\s\S]*Commands:[\s\S]*board/],
    [['--help', '--lang', 'es'], {}, /Uso:[\s\S]*Comandos:[\s\S]*la página del responsable/],
    [['--help'], { LANG: 'es_ES.UTF-8' }, /Uso: tacto \[opciones\] \[comando\][\s\S]*kpi \[opciones\] <ID/],
    [['--help'], { LC_ALL: '', LC_MESSAGES: '', LANG: 'es_ES.UTF-8' }, /Uso:/],
    [['help'], {}, /Usage:[\s\S]*Commands:[\s\S]*help \[command\]/],
    [['help', 'rows'], {}, /^Usage: tacto rows[\s\S]*Arguments:\n +ID +id of a KPI/],
    [['help', 'rows', '--lang', 'es'], {}, /^Uso: tacto rows \[opciones\] <ID>[\s\S]*Argumentos:\n +ID +identificador/],
    [['--version'], {}, /^\d+\.\d+\.\d+\n$/],
    [['--help'], { LANG: 'es_ES.UTF-8', LC_ALL: 'en_GB.UTF-8' }, /Usage:/],
    [['kpi', '--help', '--lang', 'en'], { LANG: 'es_ES.UTF-8' }, /Usage:[\s\S]*--where[\s\S]*Examples:/],
    [['kpi', '--help'], { LANG: 'es_CL.UTF-8' }, /Uso:[\s\S]*--where[\s\S]*Ejemplos:/],
    [['--lang', 'es', 'explain', 'dials'], {}, /Fórmula/],
    [['explain', 'dials', '--lang=es'], {}, /Fórmula/],
    [['explain', 'dials'], {}, /Formula/],
  ] as const)('%j with %j', async (args, env, says) => {
    const { status, out, err } = await tacto(args, { env });
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out).toMatch(says);
  });

  test('of every command has a help with examples', async () => {
    for (const command of ['demo', 'check', 'kpi', 'board', 'rows', 'explain', 'import', 'export']) {
      const [en, es] = [await inProcess([command, '--help']), await inProcess([command, '--help', '--lang', 'es'])];
      expect(en).toMatch(new RegExp(`^Usage: tacto ${command}[\\s\\S]*Examples:\\n  tacto ${command}`));
      expect(es).toMatch(new RegExp(`^Uso: tacto ${command}[\\s\\S]*Ejemplos:\\n  tacto ${command}`));
    }
  });
});

describe('a fault', () => {
  const kpi = ['kpi', 'dials', '--data', demo];
  const faults: readonly (readonly [args: readonly string[], says: RegExp])[] = [
    [[], /Commands:[\s\S]*tacto:/],
    [['kpis'], /kpis.*--help/],
    [['kpi', 'dials'], /--data/],
    [['kpi', '--data', demo], /missing/],
    [['kpi', 'dails', '--data', demo], /“dails”.*“dials”.*\[unknown_kpi\]/],
    [['kpi', 'dials', '--data', join(root, 'nowhere')], /nowhere.*tacto demo.*\[no_log\]/],
    [['kpi', 'dials', '--data', root], /\[no_log\]/],
    [[...kpi, '--bye', 'rep'], /--bye/],
    [[...kpi, '--by', 'reps'], /“reps”.*“rep”.*\[unknown_dimension\]/],
    [[...kpi, '--by', 'asset_type'], /dials has no dimension “asset_type”.*It has: rep, team.*month/],
    [[...kpi, '--by', 'day,month'], /day.*month.*\[two_grains\]/],
    [[...kpi, '--by', 'day', '--by', 'month'], /day.*month.*\[two_grains\]/],
    [['cost', '--data', demo, '--by', 'month'], /“month” cuts a period; .*are: rep, team.*\[unknown_dimension\]/],
    [['compare', 'dials,reach_rate', '--data', demo, '--by', 'rep'], /One KPI.*Begin with dials.*\[bad_option\]/],
    [[...kpi, '--from', '2090-01-01'], /knows of nothing after .*2090-01-01.*\[empty_period\]/],
    [[...kpi, '--where', 'rep=nobody-at-all'], /no rep “nobody-at-all”.*It has: .*\[unknown_member\]/],
    [[...kpi, '--where', 'repp=x'], /“repp”.*“rep”/],
    [[...kpi, '--where', 'rep'], /source=web.*\[bad_where\]/],
    [[...kpi, '--where', 'month=2026-13-01'], /\[bad_date\]/],
    [[...kpi, '--from', '2026-02-30'], /--from 2026-02-30.*2026-03-01.*\[bad_date\]/],
    [[...kpi, '--from', '2026-03-01', '--to', '2026-03-01'], /\[empty_period\]/],
    [[...kpi, '--by', 'account,source,channel,day', '--from', '1980-01-01'], /rows.*coarser grain.*\[too_many_rows\]/],
    [[...kpi, '--as-of', 'yesterday'], /yesterday.*\[bad_as_of\]/],
    [[...kpi, '--format', 'xml'], /“xml” is no value of --format; choose one of: table, json, csv, parquet\./],
    [[...kpi, 'reach_rate'], /more words than it takes: dials, reach_rate\..*--help/],
    [['help', 'kpis'], /Commands:[\s\S]*tacto:/],
    [[...kpi, '--out', join(root, 'no', 'x')], /no\/x cannot be written: its folder does not exist.*\[cannot_write\]/],
    [[...kpi, '--out', root], /it is a folder\. \[cannot_write\]/],
    [['check', demo, '--rejects', join(root, 'no', 'x')], /\[cannot_write\]/],
    [['demo', join(demo, 'reps.csv')], /reps\.csv is not a folder.*\[not_a_folder\]/],
    [['demo', join(demo, 'reps.csv', 'x')], /\[cannot_write\]/],
    [['export', '--data', demo, '--out', join(root, 'new'), '--as-of', '2026-03-01'], /there is no option --as-of/],
    [['kpi', 'dials', '--data', folders, '--lang', 'es'], /workspace\.json: es una carpeta\. \[cannot_read\]/],
    [[...kpi, '--cache', join(demo, 'reps.csv')], /\[bad_cache\]/],
    [['demo', demo], /\[not_empty\]/],
    [['demo', join(root, 'new'), '--reps', 'many'], /many/],
    [['check', odd, '--strict'], /1 row.*\[rejects\]/],
    [['kpi', 'dials', '--data', odd, '--strict'], /--strict.*\[rejects\]/],
    [['export', '--data', demo, '--out', odd], /\[not_empty\]/],
  ];
  test.each(faults)('of %j ends with status 2 and says what would be right', async (args, says) => {
    const { status, out, err } = await tacto(args);
    expect({ status, err }).toEqual({ status: 2, err: expect.stringMatching(says) });
    if (args[0] !== 'check') expect(out).toBe('');
    expect(err).not.toMatch(/node:internal|\n\s+at /);
  });

  test.runIf(existsSync('/dev/full'))('of a full disk are told in words', async () => {
    const said = /^tacto: \/dev\/full cannot be written: the disk is full\. \[cannot_write\]\n$/;
    for (const args of [
      ['kpi', 'dials', '--data', demo, '--format', 'csv', '--out', '/dev/full'],
      ['check', odd, '--rejects', '/dev/full'],
    ]) {
      const { status, err } = await tacto(args);
      expect({ status, err }).toEqual({ status: 2, err: expect.stringMatching(said) });
    }
    const { status, err } = await tacto(kpi, { to: '/dev/full' });
    expect({ status, err }).toEqual({
      status: 2,
      err: 'tacto: stdout cannot be written: the disk is full. [cannot_write]\n',
    });
  });

  const inSpanish: readonly (readonly [args: readonly string[], says: RegExp])[] = [
    [['kpi', 'dails', '--data', demo], /No existe.*¿Quiso decir «dials»\?/],
    [
      [...kpi, '--format', 'xml'],
      /^tacto: «xml» no es un valor de --format; elija uno de: table, json, csv, parquet\.\n$/,
    ],
    [[...kpi, '--lang', 'fr'], /^tacto: «fr» no es un valor de --lang; elija uno de: en, es\.\n$/],
    [[...kpi, 'reach_rate'], /^tacto: sobran palabras: dials, reach_rate\..*--help para ver ejemplos\.\n$/],
    [['chek', demo], /^tacto: no existe el comando chek.*¿Quiso decir check\?\n$/],
    [['check', odd, '--strict'], /Se rechazó 1 fila y --strict no admite ninguna\./],
  ];
  test.each(inSpanish)('of %j is told in Spanish too', async (args, says) => {
    const { status, err } = await tacto(args, { env: { LANG: 'es_ES.UTF-8' } });
    expect({ status, err }).toEqual({ status: 2, err: expect.stringMatching(says) });
  });
});

describe('tacto kpi', () => {
  test('--format json has the documented shape', async () => {
    const ids = 'dials,reach_rate,sales_cycle_days,cohort_win_rate,pipeline_value';
    const period = ['--from', '2026-02-01', '--to', '2026-05-01'];
    const found = await json(['kpi', ids, '--data', odd, '--by', 'month,rep', ...period]);
    expect(found.period).toEqual({
      from: '2026-02-01',
      to: '2026-05-01',
      timezone: 'America/Santiago',
      as_of: '2026-04-01T15:00:00Z',
    });
    expect(Object.keys(found)).toEqual(['period', 'rows']);
    expect(found.rows).toHaveLength(4 * 3);
    expect(found.rows.find((row) => row['month'] === '2026-03-01' && row['rep'] === 'ana')).toEqual({
      month: '2026-03-01',
      rep: 'ana',
      dials: { value: 2 },
      reach_rate: { value: 0.5, numerator: 1, denominator: 2 },
      sales_cycle_days: { value: 1, n: 1 },
      cohort_win_rate: { value: null, numerator: 0, denominator: 0, pending: 1 },
      pipeline_value: { value: 0 },
    });
    const [total] = (await json(['kpi', 'dials', '--data', odd])).rows;
    expect(total).toEqual({ dials: { value: 2 } });
  });

  test('--format csv neutralises members that a spreadsheet would run, and keeps money exact', async () => {
    const { status, out } = await tacto(['kpi', 'contract_volume', '--data', odd, '--by', 'rep', '--format', 'csv']);
    expect(status).toBe(0);
    expect(out.split('\n').sort()).toEqual(
      [
        '',
        'rep,contract_volume',
        "'=1+1,1234567890123456.789012345678",
        '+34 600,0',
        "'@me,0",
        'ana,0.000000000001',
      ].sort(),
    );
  });

  test('--format parquet reads back, money as DECIMAL', async () => {
    const file = join(root, 'answer.parquet');
    const args = ['kpi', 'contract_volume,dials,reach_rate', '--data', odd, '--by', 'rep,month', '--format', 'parquet'];
    const piped = await tacto(args);
    expect(await tacto([...args, '--out', file])).toMatchObject({ status: 0, out: '' });
    expect(piped.bytes.equals(readFileSync(file))).toBe(true);
    const db = await Database.open(':memory:');
    try {
      const types = await db.rows(
        sql`SELECT column_name AS c, column_type AS t FROM (DESCRIBE SELECT * FROM read_parquet(${literal(file)}))`,
      );
      expect(Object.fromEntries(types.map(({ c, t }) => [c, t]))).toMatchObject({
        rep: 'VARCHAR',
        month: 'DATE',
        contract_volume: 'DECIMAL(38,12)',
        dials: 'BIGINT',
        reach_rate: 'DOUBLE',
      });
      const [sum] = await db.rows(sql`SELECT sum(contract_volume)::VARCHAR AS s FROM read_parquet(${literal(file)})`);
      expect(sum).toEqual({ s: '1234567890123456.789012345679' });
    } finally {
      db.close();
    }
  });

  test('tells members apart that differ by an invisible mark alone', async () => {
    const log = join(root, 'marks');
    mkdirSync(log);
    writeFileSync(join(log, 'reps.csv'), '\uFEFFid,name\nr,Rep\n\uFEFFr,Other\n');
    writeFileSync(
      join(log, 'activities.csv'),
      'id,rep_id,occurred_at,channel\n1,r,2026-03-01T10:00,call\n2,\uFEFFr,2026-03-01T10:00,call\n3,\uFEFFr,2026-03-01T10:00,call\n',
    );
    const ask = ['kpi', 'dials', '--data', log, '--by', 'rep'];
    expect((await json(ask)).rows).toEqual([
      { rep: 'r', dials: { value: 1 } },
      { rep: '\uFEFFr', dials: { value: 2 } },
    ]);
    expect((await json([...ask, '--where', 'rep=\uFEFFr'])).rows).toEqual([{ rep: '\uFEFFr', dials: { value: 2 } }]);
    expect(await inProcess(ask)).toMatch(/Rep \(r\) +1\nOther \(�r\) +2\n/);
  });

  test('answers as of a day, and filters by null and by bucket', async () => {
    const dials = async (...more: string[]): Promise<unknown> =>
      (await json(['kpi', 'dials', '--data', odd, ...more])).rows[0]!['dials'];
    expect(await dials('--as-of', '2026-03-02')).toEqual({ value: 1 });
    expect(await dials('--as-of', '2026-03-02T10:00')).toEqual({ value: 1 });
    expect(await dials('--as-of', '2026-03-02T13:00:00.000001Z')).toEqual({ value: 2 });
    expect(await dials('--where', 'team=')).toEqual({ value: 2 });
    expect(await dials('--where', 'team=t')).toEqual({ value: 0 });
    expect(await dials('--where', 'day=2026-03-02,rep=ana')).toEqual({ value: 1 });
  });

  test('ends quietly when its reader has seen enough', () => {
    const program = join(import.meta.dirname, '..', 'bin', 'tacto.js');
    const line = `"${process.execPath}" "${program}" rows activities --data "${demo}" --format csv | head -1; echo "\${PIPESTATUS[0]}"`;
    const { stdout, stderr } = spawnSync('bash', ['-c', line], { encoding: 'utf8' });
    const [header, status] = stdout.trim().split('\n');
    expect(header).toMatch(/^record,value,/);
    expect({ status, stderr }).toEqual({ status: '0', stderr: '' });
  });

  test('keeps its exit status when nobody reads its errors', () => {
    const program = join(import.meta.dirname, '..', 'bin', 'tacto.js');
    const line = `"${process.execPath}" "${program}" 2>&1 >/dev/null | true; echo "\${PIPESTATUS[0]}"`;
    expect(spawnSync('bash', ['-c', line], { encoding: 'utf8' }).stdout).toBe('2\n');
  });
});

test('tacto rows adds up to tacto kpi', async () => {
  for (const id of ['reach_rate', 'cost_per_conversion', 'contacts_known']) {
    const where = ['--where', 'rep=rep-01'];
    const [value] = (await json(['kpi', id, '--data', demo, ...where])).rows;
    const { out } = await tacto(['rows', id, '--data', demo, ...where, '--format', 'json']);
    const found = JSON.parse(out) as { parts: string[]; rows: Record<string, number | null>[] };
    const right = value![id] as unknown as Record<string, number>;
    expect(found.rows.length, id).toBeGreaterThan(0);
    for (const part of found.parts) {
      expect(
        found.rows.reduce((sum, row) => sum + (row[part] ?? 0), 0),
        `${id} ${part}`,
      ).toBeCloseTo(right[part]!, 6);
    }
  }
});

test('tacto rows tells its sums in the language', async () => {
  const args = ['rows', 'reach_rate', '--data', odd, '--limit', '1'];
  expect(await inProcess(args)).toMatch(/\n2 records \(1 more; .*\) · Σ numerator 1 · denominator 2\n$/);
  expect(await inProcess([...args, '--lang', 'es'])).toMatch(
    /\n2 registros \(1 más; .*\) · Σ numerador 1 · denominador 2\n$/,
  );
});

test('tacto explain tells of every KPI in both languages, with SQL that runs', async () => {
  for (const lang of ['en', 'es'] as const) {
    const list = await inProcess(['explain', '--lang', lang]);
    for (const kpi of catalogue) {
      expect(list).toContain(kpi.id);
      const told = await inProcess(['explain', kpi.id, '--lang', lang]);
      for (const part of [kpi.label, kpi.explanation, kpi.formulaText]) expect(told).toContain(part[lang]);
    }
  }
  for (const kpi of catalogue) {
    const told = await inProcess(['explain', kpi.id, '--data', demo]);
    const [, cache, statement] = /-- .* (\S+\.duckdb)\n([\s\S]*)$/.exec(told) ?? [];
    const db = await Database.open(cache!, { readOnly: true });
    const rows = await db.rows(raw(statement!.trim().replace(/;$/, ''))).finally(() => db.close());
    expect(rows.length, kpi.id).toBeGreaterThan(0);
  }
});

describe('tacto check', () => {
  test('says what was read and rejected, and is content without --strict', async () => {
    const { status, out }: Outcome = await tacto(['check', odd, '--format', 'json']);
    expect(status).toBe(0);
    const told = JSON.parse(out) as Record<string, unknown>;
    expect(told).toMatchObject({
      as_of: '2026-04-01T15:00:00Z',
      tables: { reps: { read: 5, kept: 4, rejected: 1 }, goals: { file: null } },
      rejects: [{ table: 'reps', line: 6, column: 'id' }],
      kpis: { dials: { ready: true }, pressured_accounts: { ready: false } },
    });
    expect((await tacto(['check', demo, '--strict'])).status).toBe(0);
  });

  test('tells spans in days of the log’s zone', async () => {
    const log = join(root, 'midnight');
    mkdirSync(log);
    writeFileSync(join(log, 'workspace.json'), '{"timezone":"America/Santiago"}');
    writeFileSync(
      join(log, 'accounts.csv'),
      'id,name,created_at\na,A,2026-03-01T02:00:00Z\nb,B,2026-03-02T03:00:00Z\n',
    );
    writeFileSync(join(log, 'costs.csv'), 'id,incurred_on,amount\nk,2026-03-01,5\n');
    const out = await inProcess(['check', log]);
    expect(out).toMatch(/accounts .* 2026-02-28 {2}2026-03-02\n/);
    expect(out).toMatch(/costs .* 2026-03-01 {2}2026-03-01\n/);
  });

  test('writes over no file that a link in the folder of a log leads to', async () => {
    const [log, mine] = [join(root, 'linked'), join(root, 'mine.txt')];
    mkdirSync(join(log, '.tacto'), { recursive: true });
    writeFileSync(mine, 'mine');
    symlinkSync(mine, join(log, '.tacto', 'rejects.csv'));
    writeFileSync(join(log, 'reps.csv'), 'id,name\n1,Ana\n1,Bo\n');
    await inProcess(['check', log]);
    expect(readFileSync(mine, 'utf8')).toBe('mine');
    expect(readFileSync(join(log, '.tacto', 'rejects.csv'), 'utf8')).toMatch(/^table,line,column[\s\S]*\nreps,3,id,1,/);
    expect(readdirSync(join(log, '.tacto')).filter((name) => name.endsWith('.draft'))).toEqual([]);
  });

  test('leaves no report of rows that have been mended', async () => {
    const [log, named] = [join(root, 'mended'), join(root, 'named.csv')];
    const report = join(log, '.tacto', 'rejects.csv');
    mkdirSync(log);
    const check = async (reps: string): Promise<void> => {
      writeFileSync(join(log, 'reps.csv'), reps);
      await inProcess(['check', log]);
      await inProcess(['check', log, '--rejects', named]);
    };
    await check('id,name\n1,Ana\n1,Bo\n');
    for (const file of [report, named])
      expect(readFileSync(file, 'utf8')).toMatch(/^table,line,column,value,code,reason\nreps,3,id,1,/);
    await check('id,name\n1,Ana\n2,Bo\n');
    expect(existsSync(report)).toBe(false);
    expect(readFileSync(named, 'utf8')).toBe('table,line,column,value,code,reason\n');
    writeFileSync(report, 'file,line,column,value,code,reason\n');
    await check('id,name\n1,Ana\n2,Bo\n');
    expect(existsSync(report), 'the report of an import').toBe(true);
  });
});
