import type { Text } from '../../domain/text.ts';
import { join, literal, raw, sql } from '../../duckdb/sql.ts';
import { type Answer, type Draft, fixed, identifier, type MapSql, nothing, quoted } from './draft.ts';
import { type ColumnProfile, valuesOf } from './profile.ts';
import { bestMatch, idColumn } from './references.ts';
import type { Found } from './roles.ts';
import {
  beginning,
  datesOf,
  foundOf,
  fromOf,
  idOf,
  linesOf,
  nameOf,
  needed,
  neededTime,
  plain,
  read,
  reading,
  reference,
  type Scope,
  when,
  who,
} from './scope.ts';
import { closedKind, usualPlace } from './meanings.ts';

const mostStages = 100;

/** A stage as the deals name it. */
type Stage = { readonly value: string; readonly name: string; readonly kind: 'open' | 'won' | 'lost' };

/** Stages, deals and stage changes. */
export async function pipelineDrafts(scope: Scope): Promise<readonly Draft[]> {
  const users = scope.found.filter(
    ({ entity, roles }) => (entity === 'deals' || entity === 'stage_changes') && roles.has('stage_id'),
  );
  if (users.length === 0) return [];
  const stages = await stagesOf(scope, users);
  const drafts = [
    await stageDraft(scope, users, stages, closedIn(scope, stages)),
    await dealDraft(scope, stages),
    await changeDraft(scope, stages),
  ];
  return drafts.filter((draft) => draft !== null);
}

async function stagesOf(scope: Scope, users: readonly Found[]): Promise<readonly Stage[]> {
  const file = foundOf(scope, 'stages');
  const values = new Map<string, string>();
  for (const { profile, roles } of users) {
    for (const { value } of await valuesOf(
      scope.db,
      { table: profile.table, cell: roles.get('stage_id')!.cell },
      mostStages,
    ))
      values.set(value, value);
  }
  const [id, name] = [file === undefined ? undefined : idColumn(file), file?.roles.get('name')];
  if (file !== undefined && id !== undefined && name !== undefined) {
    const labels = await scope.db.rows<{ value: string; label: string }>(
      sql`SELECT ${id.cell} AS value, ${name.cell} AS label FROM ${raw(file.profile.table.table)}
        WHERE ${id.cell} IS NOT NULL AND ${name.cell} IS NOT NULL ORDER BY line LIMIT ${literal(mostStages)}`,
    );
    for (const { value, label } of labels) if (values.has(value)) values.set(value, label);
  }
  return [...values].map(([value, label]) => ({ value, name: label, kind: closedKind(label) ?? 'open' }));
}

async function stageDraft(
  scope: Scope,
  users: readonly Found[],
  stages: readonly Stage[],
  closed: { readonly file: string; readonly list: string } | null,
): Promise<Draft> {
  const found = foundOf(scope, 'stages');
  const target = scope.targets.get('stages');
  if (found !== undefined && target?.kind === 'file') {
    const name = nameOf(found);
    const position = await read(scope, found, 'position', 'decimal');
    const hasPosition = found.roles.has('position');
    const names = found.roles.get('name') ?? idColumn(found);
    const all =
      names === undefined ? [] : await valuesOf(scope.db, { table: found.profile.table, cell: names.cell }, mostStages);
    const byKind = (kind: string): string =>
      all
        .filter(({ value }) => closedKind(value) === kind)
        .map(({ value }) => quoted(value))
        .join(', ');
    const column = names === undefined ? 'NULL' : identifier(names.header);
    const cases = (['won', 'lost'] as const)
      .filter((kind) => byKind(kind) !== '')
      .map((kind) => ` WHEN ${column} IN (${byKind(kind)}) THEN '${kind}'`);
    return {
      table: 'stages',
      sources: [found.profile.table.file],
      doubts: [],
      selects: [
        {
          lines: linesOf(
            {
              id: idOf(found),
              name,
              position: hasPosition
                ? { ...position, sql: (habits) => `try_cast(${position.sql(habits)} AS DOUBLE)::INTEGER` }
                : fixed('row_number() OVER (ORDER BY _line)', {
                    en: 'nothing says the order of the stages, so it is that of the file.',
                    es: 'nada dice el orden de las etapas, así que es el del archivo.',
                  }),
              kind: fixed(cases.length === 0 ? "'open'" : `CASE${cases.join('')} ELSE 'open' END`, kindsDoubt),
            },
            { pipeline: plain(found, 'pipeline') },
          ),
          from: fromOf(found),
        },
      ],
      order: '_line',
    };
  }
  const place = ({ name, kind }: Stage): number => (kind === 'open' ? usualPlace(name) : kind === 'won' ? 8 : 9);
  const sorted = stages.toSorted((a, b) => place(a) - place(b) || (a.name < b.name ? -1 : 1));
  const rows = sorted.map(({ value, name, kind }, i) => `  (${quoted(value)}, ${quoted(name)}, ${i + 1}, '${kind}')`);
  return {
    table: 'stages',
    sources: users.map(({ profile }) => profile.table.file),
    doubts: [
      {
        en: 'nothing says the order of the stages: check the positions.',
        es: 'nada dice el orden de las etapas: compruebe las posiciones.',
      },
      kindsDoubt,
    ],
    ask: {
      by: 'stages',
      stages: sorted.map(({ value, name, kind }) => ({ id: value, name, kind })),
      closed,
    },
    selects: [
      {
        lines: ['id', 'name', 'position', 'kind'].map((as) => ({ as, ...fixed(as) })),
        from: `(VALUES\n${rows.join(',\n')}\n) AS stage(id, name, position, kind)`,
      },
    ],
    order: 'position',
  };
}

const kindsDoubt = {
  en: 'which stages are won or lost was taken from their names: check them.',
  es: 'qué etapas son ganadas o perdidas se tomó de sus nombres: compruébelas.',
} as const;

async function dealDraft(scope: Scope, stages: readonly Stage[]): Promise<Draft | null> {
  const found = foundOf(scope, 'deals');
  if (found === undefined) return null;
  const created = await beginning(scope, found);
  const missing = found.profile.table.rows - (found.roles.get('created_at')?.filled ?? 0);
  const createdDoubts =
    missing > 0 && missing < found.profile.table.rows
      ? [
          {
            en: `${missing === 1 ? '1 row has' : `${missing} rows have`} no date here and will be rejected, unless another column says when it began.`,
            es: `${missing === 1 ? '1 fila no tiene fecha aquí y se rechazará' : `${missing} filas no tienen fecha aquí y se rechazarán`}, salvo que otra columna diga cuándo empezó.`,
          },
        ]
      : [];
  const required = {
    id: idOf(found),
    rep_id: needed(await reference(scope, found, 'rep_id', 'reps'), who),
    created_at: needed(
      { ...created, doubts: [...created.doubts, ...createdDoubts] },
      { en: 'when a deal began', es: 'cuándo empezó una oportunidad' },
      created.ask === undefined && !found.roles.has('created_at') ? await datesOf(scope, found, 'instant') : [],
    ),
  };
  const optional = {
    account_id: await reference(scope, found, 'account_id', 'accounts'),
    lead_id: await reference(scope, found, 'lead_id', 'leads'),
    name: plain(found, 'name'),
    source: plain(found, 'source'),
    product: plain(found, 'product'),
    requested_amount: await read(scope, found, 'requested_amount', 'decimal'),
    amount: await read(scope, found, 'amount', 'decimal'),
    currency: plain(found, 'currency'),
    expected_close_on: await expectedClose(scope, found, stages),
  };
  return {
    table: 'deals',
    sources: [found.profile.table.file],
    doubts: [],
    selects: [{ lines: linesOf(required, optional), from: fromOf(found) }],
    order: '_line',
  };
}

/** The date that says so; else the date of closing, where open deals have one. */
async function expectedClose(scope: Scope, found: Found, stages: readonly Stage[]): Promise<Answer> {
  if (found.roles.has('expected_close_on')) return read(scope, found, 'expected_close_on', 'date');
  const [closed, stage] = [found.roles.get('closed_at'), found.roles.get('stage_id')];
  if (closed === undefined || stage === undefined) return nothing();
  const open = stages.filter(({ kind }) => kind === 'open').map(({ value }) => literal(value));
  if (open.length === 0) return nothing();
  const { table } = found.profile;
  const isOpen = sql`${stage.cell} IN (${join(open)})`;
  if ((await valuesOf(scope.db, { table, cell: closed.cell }, 1, isOpen)).length === 0) return nothing();
  const answer = await read(scope, found, 'closed_at', 'date');
  return {
    ...answer,
    ask: {
      by: 'choice',
      choices: [
        { text: { en: 'It is something else: leave it out.', es: 'Es otra cosa: omitirla.' }, sql: () => 'NULL' },
      ],
    },
    doubts: [
      ...answer.doubts,
      {
        en: `open deals have a date in ${identifier(closed.header)}, so it was taken for the expected one.`,
        es: `las oportunidades abiertas tienen fecha en ${identifier(closed.header)}, así que se tomó como la prevista.`,
      },
    ],
  };
}

async function changeDraft(scope: Scope, stages: readonly Stage[]): Promise<Draft | null> {
  const history = foundOf(scope, 'stage_changes');
  if (history !== undefined) {
    return {
      table: 'stage_changes',
      sources: [history.profile.table.file],
      doubts: [],
      selects: [
        {
          lines: linesOf(
            {
              deal_id: await reference(scope, history, 'deal_id', 'deals'),
              stage_id: await stageReference(scope, history),
              entered_at: await neededTime(scope, history, 'entered_at', 'instant'),
            },
            { rep_id: await reference(scope, history, 'rep_id', 'reps') },
          ),
          from: fromOf(history),
        },
      ],
      order: '_line',
    };
  }
  const found = foundOf(scope, 'deals');
  const stage = found?.roles.get('stage_id');
  if (found === undefined || stage === undefined) return null;
  const { enteredAt, dated } = await whenEntered(scope, found, stage, stages);
  return {
    table: 'stage_changes',
    sources: [found.profile.table.file],
    doubts: [
      {
        en: `no file has a history of stages: each deal has the one where it is now, ${dated.en}.`,
        es: `ningún archivo tiene un historial de etapas: cada oportunidad tiene la que ocupa ahora, ${dated.es}.`,
      },
    ],
    selects: [
      {
        lines: linesOf(
          {
            deal_id: { ...idOf(found), doubts: [] },
            stage_id: await stageReference(scope, found),
            entered_at: needed(enteredAt, when),
          },
          { rep_id: { ...(await reference(scope, found, 'rep_id', 'reps')), doubts: [] } },
        ),
        // Rows that say the same are counted before any is left out, as for the deals.
        from: `${fromOf(found)}\n${idColumn(found) === undefined ? 'QUALIFY' : 'WHERE'} ${identifier(stage.header)} IS NOT NULL`,
      },
    ],
    order: '_line',
  };
}

/** When a deal reached the stage where it is: as a column says; else its closing or its beginning. */
async function whenEntered(
  scope: Scope,
  found: Found,
  stage: ColumnProfile,
  stages: readonly Stage[],
): Promise<{ readonly enteredAt: Answer; readonly dated: Text }> {
  const entered = await reading(scope, found, 'stage_entered_at', 'instant');
  if (entered !== null) {
    const written = identifier(found.roles.get('stage_entered_at')!.header);
    return { enteredAt: entered, dated: { en: `dated with ${written}`, es: `con la fecha de ${written}` } };
  }
  const created = (await reading(scope, found, 'created_at', 'instant')) ?? nothing();
  const closed = await reading(scope, found, 'closed_at', 'instant');
  const closing = closedIn(scope, stages);
  if (closed !== null && closing !== null) {
    const isClosed = `${identifier(stage.header)} ${closing.list}`;
    return {
      enteredAt: closedElse(isClosed, closed, created),
      dated: {
        en: 'dated with its closing, or with its beginning while it is open',
        es: 'con la fecha de cierre, o la de inicio mientras está abierta',
      },
    };
  }
  if (stages.every(({ kind }) => kind === 'open'))
    return { enteredAt: created, dated: { en: 'dated with its beginning', es: 'con la fecha de inicio' } };
  return {
    enteredAt: created,
    dated: {
      en: 'dated with its beginning, also if it is won or lost, as no column says when it was closed: sales cycles will be 0 days',
      es: 'con la fecha de inicio, también si está ganada o perdida, pues ninguna columna dice cuándo se cerró: los ciclos de venta serán de 0 días',
    },
  };
}

/** The time of closing of what is closed, else that of the beginning; where one may be read in several ways, in each of them. */
function closedElse(isClosed: string, closed: Answer, created: Answer): Answer {
  const either =
    (then: MapSql, otherwise: MapSql): MapSql =>
    (habits) =>
      `CASE WHEN ${isClosed} THEN ${then(habits)} ELSE ${otherwise(habits)} END`;
  const [ends, begins] = [closed, created].map(({ ask }) => (ask?.by === 'choice' ? ask.choices : []));
  const choices = (begins!.length > 0 ? begins! : ends!).map(({ text }, i) => ({
    text,
    sql: either(ends![i]?.sql ?? closed.sql, begins![i]?.sql ?? created.sql),
  }));
  return {
    doubts: [...closed.doubts, ...created.doubts],
    sql: either(closed.sql, created.sql),
    ...(choices.length === 0 ? {} : { ask: { by: 'choice', choices } }),
  };
}

/** How the file of stage changes names the stages that are closed, where it does. */
function closedIn(scope: Scope, stages: readonly Stage[]): { readonly file: string; readonly list: string } | null {
  const closed = stages.filter(({ kind }) => kind !== 'open').map(({ value }) => quoted(value));
  const deals = foundOf(scope, 'deals')?.roles;
  const isNamed =
    foundOf(scope, 'stage_changes') === undefined && deals?.has('closed_at') === true && !deals.has('stage_entered_at');
  return closed.length === 0 || !isNamed ? null : { file: 'stage_changes.sql', list: `IN (${closed.join(', ')})` };
}

async function stageReference(scope: Scope, found: Found): Promise<Answer> {
  return needed(await reference(scope, found, 'stage_id', 'stages'), { en: 'the stage', es: 'la etapa' });
}

/** Whether a file of stages has those that the deals are in. */
export async function stagesMatch(scope: Pick<Scope, 'db'>, stages: Found, deals: Found): Promise<boolean> {
  const column = deals.roles.get('stage_id');
  const match = column === undefined ? null : await bestMatch(scope.db, deals, column, stages);
  return match !== null && match.known > 0 && match.known * 2 >= match.values;
}
