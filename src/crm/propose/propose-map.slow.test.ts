import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { Database } from '../../duckdb/database.ts';
import type { TableName } from '../../log/schema.ts';
import { proposeMap } from './propose-map.ts';
import { type Tried, tryFiles, trySource } from './test-support.ts';

const rows = (n: number, row: (i: number) => string): string =>
  Array.from({ length: n }, (_, i) => `${row(i)}\n`).join('');
const two = (n: number): string => String(n).padStart(2, '0');
const counts = ({ report }: Tried, table: TableName): { read: number; kept: number } => {
  const { read, kept } = report.reading.tables[table];
  return { read, kept };
};
const all = (n: number) => ({ read: n, kept: n });

/** As bytes of an old Windows program. */
const latin1 = (text: string): Uint8Array => Buffer.from(text.replaceAll('€', ''), 'latin1');

describe('an export in Spanish', () => {
  const stages = ['Nuevo contacto', 'Propuesta enviada', 'Negociación', 'Ganada', 'Perdida'];
  const deal = (i: number): string => {
    const isClosed = i % 5 > 2;
    const created = `${two(1 + (i % 28))}/${two(1 + (i % 12))}/2024 10:${two(i)}`;
    const expected = `${two(1 + (i % 12))}/${two(1 + ((i * 5) % 12))}/2024`;
    return [
      i + 1,
      `Señal ${i}`,
      stages[i % 5],
      ['ana@x.es', 'luis@x.es'][i % 2],
      `Empresa ${i % 7}`,
      `1.${100 + i},50`,
      'EUR',
      created,
      expected,
      isClosed ? '2024-12-01' : '',
    ].join(';');
  };
  const files = {
    'Negocios.csv': latin1(
      `ID;Nombre del negocio;Etapa;Propietario;Empresa;Importe;Moneda;Fecha de creación;Fecha de cierre prevista;Fecha de cierre\n${rows(60, deal)}`,
    ),
    'Usuarios.csv': latin1('ID;Nombre;Correo electrónico;Equipo\nu1;Ana Núñez;ana@x.es;Norte\nu2;Luis;luis@x.es;Sur\n'),
    'Llamadas.csv': `Asunto,Propietario,Fecha,Tipo,Resultado,Duración (minutos),Negocio\n${rows(
      30,
      (i) =>
        `Seguimiento,${['u1', 'u2'][i % 2]},${15 + (i % 10)} de abril de 2024 10:0${i % 10},Llamada,Contestada,"${i},5",${1 + i}`,
    )}`,
    'Reuniones.csv': `ID,Asunto,Responsable,Fecha,Tipo,Cliente\n${rows(
      30,
      (i) =>
        `r${i},Demo,${['u1', 'u2'][i % 2]},2024-05-0${1 + (i % 9)}T10:00:00Z,${['Visita', 'Videollamada', 'Raro'][i % 3]},Empresa ${i % 9}`,
    )}`,
  };

  let tried: Tried;
  beforeAll(async () => {
    tried = await tryFiles(files, 'es');
  });

  test('becomes a log without a reject', () => {
    const wanted = { teams: 2, reps: 2, accounts: 9, stages: 5, deals: 60, stage_changes: 60, activities: 60 } as const;
    for (const [table, n] of Object.entries(wanted)) expect(counts(tried, table as TableName)).toEqual(all(n));
    expect(tried.report.refusals).toEqual([]);
    expect(tried.proposal.files).toEqual([...Object.keys(wanted).map((table) => `${table}.sql`), 'map.yaml']);

    expect(tried.log.get('deals.csv')).toContain('\n14,');
    expect(tried.log.get('deals.csv')).toMatch(
      /^14,Empresa 6,u2,.*,Señal 13,.*,2024-02-14T10:13:00Z,.*,1113\.50?,EUR/m,
    );
    expect(tried.log.get('activities.csv')).toMatch(
      /^Llamadas-[\da-f]{16}-1,u1,2024-04-15T10:00:00Z,call,.*,30\.?0*,Seguimiento/m,
    );
    expect(tried.log.get('activities.csv')).toMatch(/^Reuniones-r1,u2,2024-05-02T10:00:00Z,video,/m);
  });

  test('has its doubts marked, and what is ambiguous is NULL', () => {
    const { map, proposal } = tried;
    expect(map.get('map.yaml')).toMatch(
      /"Negocios\.csv":\n {4}delimiter: ";"\n {4}# DUDA: .*\n {4}encoding: windows-1252/,
    );
    expect(map.get('map.yaml')).toContain('\ndecimal_comma: true\ndate_order: dmy\n');
    expect(map.get('deals.sql')).toMatch(
      /\n {2}NULL AS expected_close_on, -- DUDA: .*02\/06\/2024.*to_date\("Fecha de cierre prevista", 'dmy'\)/,
    );
    expect(map.get('activities.sql')).toMatch(/-- DUDA: el canal .*'Raro'/);
    expect(map.get('stages.sql')).toMatch(/'Ganada', 'Ganada', 4, 'won'/);
    for (const { file, text } of proposal.doubts) expect(map.get(file)).toContain(`DUDA: ${text.es}`);
    expect([...map.values()].join('').match(/DUDA:/g)).toHaveLength(proposal.doubts.length);
  });
});

test('files in English, with a history of stages, contacts, leads, proposals and costs', async () => {
  const tried = await tryFiles({
    'users.csv': 'Id,First Name,Last Name,Email,Manager Id\n1,Ana,Gil,a@x.com,\n2,Bo,Li,b@x.com,1\n',
    'companies.csv':
      'Company ID,Company name,Industry,Country,Create Date\nc1,Acme,Steel,ES,1/31/2024\nc2,Bolt,Oil,US,12/1/2023\n',
    'contacts.csv': 'Id,Account Id,First Name,Last Name,Job Title\np1,c1,Eva,Sanz,CEO\np2,c2,Tom,Fox,CFO\n',
    'leads.csv': 'Lead ID,Owner,Lead Source,Created Date,Converted Date\nl1,Ana Gil,Web,2024-01-01T00:00:00Z,\n',
    'deal_stages.csv': 'ID,Label,Display Order,Pipeline\ns1,Talk,1,Main\ns2,Closed Won,2,Main\ns3,Closed Lost,3,Main\n',
    'deals.csv': `Deal ID,Deal Name,Deal Stage,Deal Owner,Associated Company,Amount,Create Date,Expected close date\n${rows(
      20,
      (i) =>
        `d${i},Deal ${i},s${1 + (i % 3)},${1 + (i % 2)},c${1 + (i % 2)},"$${1 + i},000.50",1/${13 + (i % 15)}/2024 4:05 PM,6/30/2024`,
    )}`,
    'deal_stage_history.csv': `Deal ID,Stage,Date entered\n${rows(20, (i) => `d${i},s${1 + (i % 3)},2024-02-0${1 + (i % 9)} 10:00:00`)}`,
    'quotes.csv': 'Quote ID,Deal,User,Sent at\nq1,d1,1,2024-02-02T10:00:00Z\n',
    'expenses.csv': 'ID,Date,Amount,Category\ne1,2024-01-05,10.5,Ads\n',
  });
  const wanted = {
    reps: 2,
    accounts: 2,
    contacts: 2,
    leads: 1,
    stages: 3,
    deals: 20,
    stage_changes: 20,
    proposals: 1,
    costs: 1,
  } as const;
  for (const [table, n] of Object.entries(wanted)) {
    expect([table, counts(tried, table as TableName)]).toEqual([table, all(n)]);
  }
  expect(tried.proposal.unused).toEqual([]);
  expect(tried.map.get('map.yaml')).toContain('date_order: mdy');
  expect(tried.log.get('deals.csv')).toMatch(/^d1,.*2024-01-14T16:05:00Z.*2000\.50?,.*2024-06-30/m);
  expect(tried.log.get('stages.csv')).toMatch(/^s2,Closed Won,2,won,/m);
  expect(tried.log.get('reps.csv')).toMatch(/^2,Bo Li,b@x\.com,,1,/m);
  expect(tried.map.get('stage_changes.sql')).not.toContain('no file has a history');
});

test('owners and accounts that no file has are made of the values that name them', async () => {
  const tried = await tryFiles({
    'opportunities.csv':
      'Id,Name,Stage,Owner,Account,Created\n1,A,Open,Ana,Acme,2024-01-01\n2,B,Won,Bo,Acme,2024-01-02\n',
  });
  expect(tried.log.get('reps.csv')).toMatch(/\nAna,Ana,.*\nBo,Bo,/);
  expect(tried.log.get('accounts.csv')).toMatch(/\nAcme,Acme,/);
  expect(counts(tried, 'deals')).toEqual(all(2));
});

test('a stage without a proof and numbers that may be either stay NULL, and the map runs', async () => {
  const tried = await tryFiles({
    'deals.csv': 'Id,Stage,Owner,Created,Amount\n1,Open,Ana,2024-01-01,"1,234"\n2,Open,Bo,2024-01-02,"5,678"\n',
  });
  expect(tried.map.get('deals.sql')).toMatch(
    /NULL AS amount, -- DOUBT: deals\.csv, Amount: .*to_decimal\("?Amount"?, '\.'\)/,
  );
  expect(counts(tried, 'deals')).toEqual(all(2));
});

test('names that SQL, comments and YAML would stumble over', async () => {
  const tried = await tryFiles({
    'deals.csv':
      `Id,"Deal ""stage""",Owner,Created,"Order\nby ; DROP --",Stage,stage\n` +
      `1,x,"O'Hara",2024-01-01,1,"It's -- on\nhold",Open\n2,x,"O'Hara",2024-13-01,1,"It's -- on\nhold",Open\n`,
  });
  expect(counts(tried, 'deals')).toEqual({ read: 2, kept: 1 });
  expect(tried.map.get('map.yaml')).toMatch(
    /# DOUBT: the header row repeats names.*\n {4}header: \[.*"Stage","stage_7"\]/,
  );
  expect(tried.log.get('reps.csv')).toContain("O'Hara,O'Hara");
  expect(tried.log.get('stages.csv')).toMatch(/It's -- on\nhold/);
});

test('tabs, UTF-16 and tables that are nothing of a sales log', async () => {
  const tried = await tryFiles({
    'deals.tsv': 'Id\tStage\tOwner\tCreated\n1\tOpen\tAna\t2024-01-01\n',
    'users.csv': Buffer.from('\ufeffId;Name\nAna;Ána\n', 'utf16le'),
    'weather.csv': 'city,rain\nMadrid,1\n',
    'empty.csv': 'Id,Stage,Owner,Created\n',
  });
  expect(counts(tried, 'deals')).toEqual(all(1));
  expect(tried.log.get('reps.csv')).toContain('\nAna,Ána,');
  expect(tried.proposal.unused).toEqual(['empty.csv', 'weather.csv']);
});

describe('sheets of a small company, without ids', () => {
  const ids = (table: string): readonly string[] =>
    table
      .trim()
      .split('\n')
      .slice(1)
      .map((row) => row.slice(0, row.indexOf(',')));

  test('calls in Spanish: the id is made of the row, and equal rows are counted', async () => {
    const header = 'Fecha;Comercial;Cliente;Persona;Resultado;Duración (min)\n';
    const first = '03/02/2026 10:00;Ana Peña;Talleres Núñez;Luis;Contestó;5\n';
    const twice = '17/02/2026 09:30;Íñigo Ruiz;Bodegas Ibarra;Eva;No contestó;\n';
    const tried = await tryFiles({ 'llamadas.csv': header + first + twice + twice }, 'es');
    expect(counts(tried, 'activities')).toEqual(all(3));
    expect(counts(tried, 'reps')).toEqual(all(2));
    expect(counts(tried, 'accounts')).toEqual(all(2));
    const log = tried.log.get('activities.csv')!;
    expect(log).toMatch(/^[\da-f]{16}-1,Ana Peña,2026-02-03T10:00:00Z,call,,,Talleres Núñez,,,,,,300\.?0*,$/m);
    const [one, another, same] = ids(log);
    expect(same).toBe(another!.replace(/1$/, '2'));
    expect(tried.map.get('activities.sql')).toMatch(/-- DUDA: .*"Fecha", "Comercial", "Cliente".* parecerá otra nueva/);
    // Another export, in another order and with more rows, has the same ids.
    const later = await tryFiles(
      { 'llamadas.csv': `${header}04/03/2026 9:00;Ana;X;;;1\n${twice}${first}${twice}` },
      'es',
    );
    expect(new Set(ids(later.log.get('activities.csv')!)).isSupersetOf(new Set([one, another, same]))).toBe(true);
  });

  test.each([
    [
      'visitas.csv',
      'fecha,comercial,cliente,que paso,duracion\n2026-02-03,Ana,Soler,interesado,30\n',
      /,Ana,2026-02-03T00:00:00Z,visit,,,Soler,/,
    ],
    [
      'call log 2025.csv',
      'When,Who,Called,Company,Result,Mins\n2025-03-02 10:00,Ann,Tom Fox,Acme,Reached,5\n',
      /,Ann,2025-03-02T10:00:00Z,call,,,Acme,,,,,,300/,
    ],
    [
      'hoja.csv',
      'Día,Quién,Con quién,Empresa,Qué pasó\n2026-02-03,Ana,Luis,Soler,interesado\n',
      /,Ana,2026-02-03T00:00:00Z,other,,,Soler,/,
    ],
    [
      'seguimiento.csv',
      'Fecha de contacto;Responsable;Cliente;Canal;Resultado\n13/02/2026;Ana;Soler;Llamada;Interesado\n',
      /,Ana,2026-02-13T00:00:00Z,call,,,Soler,/,
    ],
  ])('%s becomes activities', async (file, text, row) => {
    const tried = await tryFiles({ [file]: text });
    expect(counts(tried, 'activities')).toEqual(all(1));
    expect(tried.log.get('activities.csv')).toMatch(row);
  });

  test('a tracker becomes deals, whose ids outlive a new stage; its total is left out', async () => {
    const tracker = (status: string): string =>
      'Client,Contact,Rep,Date,Quote,Status,Close date\n' +
      `Acme,Tom,Ann,2025-03-02,"$1,200.50",${status}\nBolt,Eva,Bo,2025-03-05,$800.00,Open,\nTotal,,Ann,2025-03-06,$5.00,Open,\nTOTAL,,,,"$2,005.50",,\n`;
    const tried = await tryFiles({ 'tracker.csv': tracker('Won,2025-04-01') });
    expect(counts(tried, 'deals')).toEqual(all(3));
    expect(counts(tried, 'accounts')).toEqual(all(3));
    expect(tried.log.get('accounts.csv')).not.toContain('TOTAL');
    expect(tried.map.get('reps.sql')).toMatch(/-- DOUBT: 1 row of tracker\.csv says "TOTAL"/);
    expect(tried.map.get('deals.sql')).toMatch(
      /-- DOUBT: "Date" does not say .*\n {2}to_instant\("Date"\) AS created_at/,
    );
    expect(tried.log.get('deals.csv')).toMatch(/-1,Acme,Ann,.*,2025-03-02T00:00:00Z,,1200\.50?,/);
    expect(tried.log.get('stage_changes.csv')).toMatch(/-1,Won,2025-04-01T00:00:00Z,Ann/);
    expect(tried.proposal.unusedColumns).toEqual([{ file: 'tracker.csv', columns: ['Contact'] }]);
    const before = await tryFiles({ 'tracker.csv': tracker('Open,') });
    expect(ids(before.log.get('deals.csv')!)).toEqual(ids(tried.log.get('deals.csv')!));
  });

  test('a pipeline of prospects becomes deals, and asks when each began', async () => {
    const tried = await tryFiles({
      'pipeline.csv': 'Prospect,Stage,Value,Owner\nAcme,Offer,1200,Ann\nBolt,Won,800,Bo\n',
    });
    expect(counts(tried, 'accounts')).toEqual(all(2));
    expect(tried.map.get('deals.sql')).toMatch(
      /NULL AS created_at, -- DOUBT: no column was found that says when a deal began/,
    );
    expect(counts(tried, 'deals')).toEqual({ read: 2, kept: 0 });
  });

  test.each(['Nº', 'No.', 'N.º', '#', 'Ref'])('deals told apart by %s, with a bare Fecha', async (number) => {
    const tried = await tryFiles(
      {
        'oportunidades.csv':
          `${number};Cliente;Comercial;Fecha;Importe;Fase;Fecha cierre\n` +
          '7;Núñez;Ana;03/02/2026;12.500,00 €;Ganada;20/03/2026\n8;Soler;Ana;17/02/2026;4.800,50 €;Propuesta;\n',
      },
      'es',
    );
    expect(counts(tried, 'deals')).toEqual(all(2));
    expect(tried.log.get('deals.csv')).toMatch(/^7,Núñez,Ana,.*,2026-02-03T00:00:00Z,,12500/m);
    expect(tried.log.get('stage_changes.csv')).toMatch(/^7,Ganada,2026-03-20T00:00:00Z,Ana\n8,Propuesta,2026-02-17T/m);
  });

  test('clients with a quote and a state in each row are deals', async () => {
    const tried = await tryFiles(
      {
        'clientes.csv':
          'Cliente;Contacto;Comercial;Fecha;Presupuesto;Estado;Fecha cierre\n' +
          'Núñez;Luis;Ana;23/02/2026;12.500,00;Ganada;20/03/2026\nSoler;Marta;Ana;17/02/2026;4.800,50;Propuesta;\nTOTAL;;;;17.300,50;;\n',
      },
      'es',
    );
    expect(counts(tried, 'deals')).toEqual(all(2));
    expect(counts(tried, 'accounts')).toEqual(all(2));
    expect(tried.map.get('reps.sql')).toContain('DUDA: 1 fila de clientes.csv dice "TOTAL"');
  });
});

describe('without a history of stages, a won deal is dated', () => {
  const deals = (header: string, cells: string): string =>
    `Ref,Client,Rep,Amount,Created,Stage${header}\n1,Acme,Ann,5,2026-02-03,Won${cells}\n`;

  test('with its beginning where nothing says more, and the doubt says so', async () => {
    const tried = await tryFiles({ 'deals.csv': deals('', '') });
    expect(tried.log.get('stage_changes.csv')).toContain('1,Won,2026-02-03T00:00:00Z');
    expect(tried.map.get('stage_changes.sql')).toMatch(/dated with its beginning, also if it is won or lost/);
  });

  test.each(['Close date', 'Stage date'])('with its %s', async (header) => {
    const tried = await tryFiles({ 'deals.csv': deals(`,${header}`, ',2026-03-20') });
    expect(tried.log.get('stage_changes.csv')).toContain('1,Won,2026-03-20T00:00:00Z');
    expect(tried.map.get('stage_changes.sql')).not.toContain('also if it is won or lost');
  });
});

test('what a file lacks to be something is said, file by file', async () => {
  const files = {
    'notas.csv': 'Fecha;Notas\n2026-01-01;hola\n',
    'weather.csv': 'city,rain\nMadrid,1\n',
    'none.csv': 'a,b\n',
  };
  await expect(tryFiles(files)).rejects.toMatchObject({
    fault: {
      code: 'nothing_to_propose',
      message: {
        en: expect.stringMatching(
          /none\.csv has no rows\. notas\.csv lacks, for activities, who did it or with whom \(Rep, Company, Contact\); for deals, the stage \(.*\. weather\.csv lacks, for activities, the date \(Date, When\) and who /,
        ),
        es: expect.stringContaining('A notas.csv le falta, para actividades, quién lo hizo o con quién (Comercial'),
      },
    },
  });
});

test('a folder that is not empty, and files that hold nothing of a sales log, are refused', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tacto-propose-'));
  const db = await Database.open(':memory:');
  try {
    const none = { tables: [], faults: [], ignored: [] };
    const options = { source: folder, language: 'en' } as const;
    await expect(proposeMap(db, none, join(folder, 'map'), options)).rejects.toMatchObject({
      fault: { code: 'nothing_to_propose' },
    });
    expect(await readdir(folder)).toEqual([]);
    await writeFile(join(folder, 'deals.sql'), 'SELECT 1');
    await expect(proposeMap(db, none, folder, options)).rejects.toMatchObject({ fault: { code: 'not_empty' } });
  } finally {
    db.close();
    await rm(folder, { recursive: true, force: true });
  }
});

const maven = join(import.meta.dirname, '../../../../shared/data/maven-crm');

test.skipIf(!existsSync(maven))('the public data set of Maven', async () => {
  const tried = await trySource(maven);
  expect(counts(tried, 'accounts')).toEqual(all(85));
  expect(counts(tried, 'reps')).toEqual(all(35));
  expect(counts(tried, 'stages')).toEqual(all(4));
  // 500 deals have no date at all.
  expect(counts(tried, 'deals')).toEqual({ read: 8800, kept: 8300 });
  expect(counts(tried, 'stage_changes')).toEqual({ read: 8800, kept: 8300 });
  expect(tried.proposal.unused).toEqual(['products.csv']);
});
