import type { Text } from '../../domain/text.ts';
import type { Ask } from './ask.ts';
import { type Answer, type Draft, fixed, identifier, type Line, type MapSql, nothing, quoted } from './draft.ts';
import { valuesOf } from './profile.ts';
import type { Found } from './roles.ts';
import {
  foundOf,
  fromOf,
  idOf,
  linesOf,
  needed,
  neededTime,
  plain,
  read,
  reference,
  type Scope,
  who,
} from './scope.ts';
import { wordsOf } from './entity-words.ts';
import { channelOf } from './meanings.ts';

const mostTypes = 40;

const channelWords: Readonly<Record<string, Text>> = {
  call: { en: 'they are calls', es: 'son llamadas' },
  email: { en: 'they are e-mails', es: 'son correos' },
  text: { en: 'they are text messages', es: 'son mensajes' },
  meeting: { en: 'they are meetings', es: 'son reuniones' },
  video: { en: 'they are video calls', es: 'son videollamadas' },
  visit: { en: 'they are visits', es: 'son visitas' },
  social: { en: 'they are messages on a social network', es: 'son mensajes en una red social' },
};
const channelChoices = Object.entries(channelWords).map(([id, text]) => ({ text, sql: () => `'${id}'` }));

/** Activities, proposals and costs. */
export async function workDrafts(scope: Scope): Promise<readonly Draft[]> {
  const drafts = [await activities(scope), await proposals(scope), await costs(scope)];
  return drafts.filter((draft) => draft !== null);
}

async function activities(scope: Scope): Promise<Draft | null> {
  const files = scope.found.filter(({ entity }) => entity === 'activities');
  if (files.length === 0) return null;
  const parts: (readonly Line[])[] = [];
  for (const found of files) parts.push(await activityLines(scope, found, files.length > 1));
  // United, all of them have the same columns in the same order.
  const names = [...new Set(parts.flat().map(({ as }) => as))].filter((as) => as !== '_line');
  const selects = files.map((found, i) => ({
    lines: [...names, '_line'].map((as) => parts[i]!.find((line) => line.as === as) ?? { as, ...nothing() }),
    from: fromOf(found),
  }));
  return {
    table: 'activities',
    sources: files.map(({ profile }) => profile.table.file),
    doubts: [],
    selects,
    order: files.length > 1 ? 'id' : '_line',
  };
}

async function activityLines(scope: Scope, found: Found, isOneOfSeveral: boolean): Promise<readonly Line[]> {
  const id = idOf(found);
  const prefix = quoted(`${found.profile.table.name}-`);
  const required = {
    id: isOneOfSeveral ? { ...id, sql: () => `${prefix} || ${id.sql({ decimalComma: false, dateOrder: 'ymd' })}` } : id,
    rep_id: needed(await reference(scope, found, 'rep_id', 'reps'), who),
    occurred_at: await neededTime(scope, found, 'occurred_at', 'instant'),
    channel: await channel(scope, found),
  };
  const optional = {
    direction: await direction(scope, found),
    outcome: await outcome(scope, found),
    account_id: await reference(scope, found, 'account_id', 'accounts'),
    contact_id: await reference(scope, found, 'contact_id', 'contacts'),
    lead_id: await reference(scope, found, 'lead_id', 'leads'),
    deal_id: await reference(scope, found, 'deal_id', 'deals'),
    duration_s: await duration(scope, found),
    subject: plain(found, 'name'),
  };
  return linesOf(required, optional);
}

async function channel({ db }: Scope, { profile, roles }: Found): Promise<Answer> {
  const column = roles.get('type');
  const byName = channelOf(profile.table.name);
  if (column === undefined) {
    const answer = fixed(`'${byName ?? 'other'}'`, {
      en: `no column says the channel; ${byName ?? 'other'} comes from the name of the file.`,
      es: `ninguna columna dice el canal; ${byName ?? 'other'} sale del nombre del archivo.`,
    });
    return { ...answer, ask: { by: 'choice', choices: channelChoices } };
  }
  const seen = await valuesOf(db, { table: profile.table, cell: column.cell }, mostTypes);
  const types = seen.map(({ value }) => value);
  const known = Object.groupBy(types, (type) => channelOf(type) ?? '');
  const unknown = known[''] ?? [];
  const otherwise = `'${byName ?? 'other'}'`;
  const cases = Object.entries(known).flatMap(([found, values]) =>
    found === '' || found === (byName ?? 'other')
      ? []
      : [` WHEN ${identifier(column.header)} IN (${values!.map(quoted).join(', ')}) THEN '${found}'`],
  );
  const answer = fixed(cases.length === 0 ? otherwise : `CASE${cases.join('')} ELSE ${otherwise} END`, {
    en: `the channel was taken from the words of ${identifier(column.header)}${unknown.length === 0 ? '' : `; of these nothing is known: ${unknown.map(quoted).join(', ')}`}.`,
    es: `el canal se tomó de las palabras de ${identifier(column.header)}${unknown.length === 0 ? '' : `; de estas no se sabe nada: ${unknown.map(quoted).join(', ')}`}.`,
  });
  const words = seen.map(({ value, rows }) => ({ value, records: rows, means: channelOf(value) ?? byName ?? null }));
  return { ...answer, ask: { by: 'words', list: 'channel', of: identifier(column.header), words } };
}

async function direction({ db }: Scope, { profile, roles }: Found): Promise<Answer> {
  const column = roles.get('direction');
  if (column === undefined) return nothing();
  const values = (await valuesOf(db, { table: profile.table, cell: column.cell }, mostTypes)).map(({ value }) => value);
  const inbound = values.filter((value) => /inbound|incoming|entrante|recibid/.test(wordsOf(value).join(' ')));
  const outbound = values.filter((value) =>
    /outbound|outgoing|saliente|realizad|enviad/.test(wordsOf(value).join(' ')),
  );
  if (inbound.length + outbound.length === 0) return nothing();
  const cases = [
    ['inbound', inbound],
    ['outbound', outbound],
  ] as const;
  const written = cases.flatMap(([to, from]) =>
    from.length === 0 ? [] : [` WHEN ${identifier(column.header)} IN (${from.map(quoted).join(', ')}) THEN '${to}'`],
  );
  return fixed(`CASE${written.join('')} END`);
}

async function outcome({ db }: Scope, { profile, roles }: Found): Promise<Answer> {
  const column = roles.get('result');
  if (column === undefined) return nothing();
  const values = await valuesOf(db, { table: profile.table, cell: column.cell }, mostTypes);
  const words = values.map(({ value, rows }) => ({ value, records: rows, means: null }));
  const ask: Ask = { by: 'words', list: 'outcome', of: identifier(column.header), words };
  const shown = values
    .slice(0, 10)
    .map(({ value, rows }) => `${JSON.stringify(value)} (${rows})`)
    .join(', ');
  const doubt = {
    en: `${identifier(column.header)} may tell the outcome, but which word means what must be written here; it has ${shown}.`,
    es: `${identifier(column.header)} puede indicar el resultado, pero hay que escribir aquí qué significa cada palabra; tiene ${shown}.`,
  };
  return nothing(doubt, ask);
}

async function duration(scope: Scope, found: Found): Promise<Answer> {
  const column = found.roles.get('duration');
  if (column === undefined) return nothing();
  const answer = await read(scope, found, 'duration', 'decimal');
  const words = wordsOf(column.header).join(' ');
  if (/second|segundo| (s|sec|seg)$/.test(words)) return answer;
  const factor = /minut|\bmins?$/.test(words) ? '* 60' : /milli|milis| ms$/.test(words) ? '/ 1000' : null;
  if (factor !== null)
    return { ...answer, sql: (habits) => `try_cast(${answer.sql(habits)} AS DECIMAL(18, 3)) ${factor}` };
  const doubt = {
    en: `${identifier(column.header)} does not say its unit; seconds are needed.`,
    es: `${identifier(column.header)} no dice su unidad; hacen falta segundos.`,
  };
  const times =
    (by: string): MapSql =>
    (habits) =>
      `try_cast(${answer.sql(habits)} AS DECIMAL(18, 3))${by}`;
  return nothing(doubt, {
    by: 'choice',
    choices: [
      { text: { en: 'it is in seconds', es: 'está en segundos' }, sql: answer.sql },
      { text: { en: 'it is in minutes', es: 'está en minutos' }, sql: times(' * 60') },
      { text: { en: 'it is in milliseconds', es: 'está en milisegundos' }, sql: times(' / 1000') },
    ],
  });
}

async function proposals(scope: Scope): Promise<Draft | null> {
  const found = foundOf(scope, 'proposals');
  if (found === undefined) return null;
  return {
    table: 'proposals',
    sources: [found.profile.table.file],
    doubts: [],
    selects: [
      {
        lines: linesOf(
          {
            id: idOf(found),
            deal_id: needed(await reference(scope, found, 'deal_id', 'deals'), {
              en: 'for which deal it is',
              es: 'para qué oportunidad es',
            }),
            rep_id: needed(await reference(scope, found, 'rep_id', 'reps'), who),
            sent_at: await neededTime(scope, found, 'sent_at', 'instant'),
          },
          {},
        ),
        from: fromOf(found),
      },
    ],
    order: '_line',
  };
}

async function costs(scope: Scope): Promise<Draft | null> {
  const found = foundOf(scope, 'costs');
  if (found === undefined) return null;
  const optional = {
    currency: plain(found, 'currency'),
    kind: plain(found, 'kind'),
    rep_id: await reference(scope, found, 'rep_id', 'reps'),
    source: plain(found, 'source'),
    campaign: plain(found, 'campaign'),
  };
  return {
    table: 'costs',
    sources: [found.profile.table.file],
    doubts: [],
    selects: [
      {
        lines: linesOf(
          {
            id: idOf(found),
            incurred_on: await neededTime(scope, found, 'incurred_on', 'date'),
            amount: needed(await read(scope, found, 'amount', 'decimal'), { en: 'how much it was', es: 'cuánto fue' }),
          },
          optional,
        ),
        from: fromOf(found),
      },
    ],
    order: '_line',
  };
}
