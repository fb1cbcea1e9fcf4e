import type { Workspace } from '../../src/domain/workspace.ts';
import { defaultWorkspace } from '../../src/domain/workspace.ts';
import type { Changes, TableChange } from '../../src/engine/replica/rows.ts';
import { type Column, type TableName, tableNames, tables as schema } from '../../src/log/schema.ts';
import type { Random } from './random.ts';
import { gridInstant, makeEvents, type RandomLog } from './random-log.ts';
import type { Row, Tables } from './tables.ts';

/** A log that changes: rows under the numbers that they keep, and which of them have changed. It stays valid throughout. */
export class ChangingLog {
  readonly #rows: ReadonlyMap<TableName, Map<number, Row>> = new Map(tableNames.map((name) => [name, new Map()]));
  readonly #changed = new Map<TableName, Set<number>>();
  #settings: Readonly<Record<string, unknown>>;
  #next = 1;
  #batch = 0;

  constructor(log: RandomLog) {
    this.#settings = log.workspace;
    for (const table of tableNames) for (const row of log.tables[table]) this.#put(table, this.#number(), row);
    this.#changed.clear();
  }

  get settings(): object {
    return this.#settings;
  }

  get workspace(): Workspace {
    const thresholds = { ...defaultWorkspace.thresholds, ...(this.#settings['thresholds'] as object) };
    return { ...defaultWorkspace, ...this.#settings, thresholds };
  }

  /** The rows as a person would write them, in their order. */
  get tables(): Tables {
    return Object.fromEntries(
      tableNames.map((name) => [name, this.#inOrder(name).map(([, row]) => row)]),
    ) as unknown as Tables;
  }

  /** Every row, as changes that make an empty log into this one. */
  whole(): Changes {
    return new Map(
      tableNames.map((table) => [
        table,
        { rows: this.#inOrder(table).map(([seq, row]) => texts(table, seq, row)), gone: [] },
      ]),
    );
  }

  /** What has changed since this was last asked. */
  changes(): Changes {
    const all = new Map<TableName, TableChange>();
    for (const [table, numbers] of this.#changed) {
      const rows = this.#rows.get(table)!;
      const there = [...numbers].filter((seq) => rows.has(seq));
      all.set(table, {
        rows: there.map((seq) => texts(table, seq, rows.get(seq)!)),
        gone: [...numbers].filter((seq) => !rows.has(seq)),
      });
    }
    this.#changed.clear();
    return all;
  }

  /** Does one thing of those that happen to a log, and says what. */
  change(random: Random): string {
    const what = random.pick([
      'add',
      'add',
      'add',
      'correct',
      'correct',
      'correct',
      'correct',
      'remove',
      'remove',
      'people',
      'replace',
      'rates',
      'settings',
    ] as const);
    switch (what) {
      case 'add':
        return this.#add(random);
      case 'correct':
        return this.#correct(random);
      case 'remove':
        return this.#remove(random);
      case 'replace':
        return this.#replace(random);
      case 'people':
        return this.#addPeople(random);
      case 'rates':
        return this.#addRate(random);
      case 'settings':
        return random.chance(0.3) ? this.#set(random) : this.#correct(random);
    }
  }

  /** Some events of a few kinds. */
  #add(random: Random): string {
    const events = makeEvents(random, 1, this.tables, () => gridInstant(random), `b${++this.#batch}`, this.tables);
    const kinds = random.shuffled(Object.keys(events) as (keyof typeof events)[]);
    const chosen = new Set([...kinds.slice(0, random.whole(1, 3)), 'leads', 'deals']);
    const counts: string[] = [];
    for (const table of tableNames) {
      if (!chosen.has(table)) continue;
      for (const row of (events as Partial<Tables>)[table] ?? []) {
        // What refers to an event that was not taken stays out.
        if (!this.#isValid(table, row) || random.chance(0.3)) continue;
        this.#put(table, this.#number(), row);
        counts.push(table);
      }
    }
    return `add ${counts.join(' ')}`;
  }

  #addPeople(random: Random): string {
    const id = `n${++this.#batch}`;
    const table = random.pick(['teams', 'reps', 'accounts', 'contacts', 'stages'] as const);
    const row: Readonly<Record<typeof table, () => Row>> = {
      teams: () => ({ id, name: id, parent_id: random.maybe(0.5, this.#ids('teams')) }),
      reps: () => ({
        id,
        name: id,
        team_id: random.maybe(0.7, this.#ids('teams')),
        hourly_cost: random.maybe(0.5, ['10']),
      }),
      accounts: () => ({
        id,
        name: id,
        segment: random.maybe(0.5, ['big', `segment ${id}`]),
        created_at: random.chance(0.5) ? gridInstant(random) : null,
      }),
      contacts: () => ({
        id,
        name: id,
        account_id: random.pick(this.#ids('accounts')),
        created_at: random.chance(0.5) ? gridInstant(random) : null,
      }),
      stages: () => ({
        id,
        name: id,
        position: String(random.whole(0, 12)),
        kind: random.pick(['open', 'won', 'lost']),
        probability: random.maybe(0.5, ['0.25']),
      }),
    };
    if (table === 'contacts' && this.#ids('accounts').length === 0) return 'nobody to know';
    this.#put(table, this.#number(), row[table]());
    return `new ${table}`;
  }

  #addRate(random: Random): string {
    const day = gridInstant(random).slice(0, 10);
    const rate = random.pick(['0.8', '0.912345', '1.1']);
    this.#put('fx_rates', this.#number(), { currency: random.pick(['USD', 'CLP', 'GBP']), valid_from: day, rate });
    return 'rate';
  }

  #set(random: Random): string {
    const thresholds = { ...(this.#settings['thresholds'] as object), reply_window_days: random.pick([2, 5, 20]) };
    this.#settings = {
      ...this.#settings,
      thresholds,
      timezone: random.pick(['Europe/Madrid', 'America/Santiago', 'UTC']),
    };
    return 'settings';
  }

  /** One value of one row becomes another. */
  #correct(random: Random): string {
    const found = this.#any(random);
    if (found === null) return 'nothing to correct';
    const { table, seq, row } = found;
    const columns = schema[table].columns.filter(
      ({ name }) => name !== 'id' && name !== 'parent_id' && name !== 'manager_id',
    );
    const column = random.pick(columns);
    const value = !column.required && random.chance(0.25) ? null : this.#value(random, column, row);
    const changed = { ...row, [column.name]: value };
    if (!this.#isValid(table, changed)) return 'nothing right to correct';
    this.#put(table, seq, changed);
    return `correct ${table}.${column.name}`;
  }

  /** A row goes, with the rows that need it; what else refers to it is empty then. */
  #remove(random: Random): string {
    const found = this.#any(random);
    if (found === null) return 'nothing to remove';
    // A log of a team without its stages or reps is soon empty.
    const isRare = ['reps', 'stages', 'accounts', 'teams'].includes(found.table);
    if (isRare && random.chance(0.8)) return this.#correct(random);
    this.#drop(found.table, found.seq);
    return `remove ${found.table}`;
  }

  /** A row of the same id takes another's place, with a new number: what refers to it stays. */
  #replace(random: Random): string {
    const table = random.pick(['accounts', 'contacts', 'leads', 'deals', 'activities', 'reps'] as const);
    const rows = this.#inOrder(table);
    if (rows.length === 0) return 'nothing to replace';
    const [seq, row] = random.pick(rows);
    this.#rows.get(table)!.delete(seq);
    this.#mark(table, seq);
    this.#put(table, this.#number(), row);
    return `replace ${table}`;
  }

  #drop(table: TableName, seq: number): void {
    const row = this.#rows.get(table)!.get(seq)!;
    this.#rows.get(table)!.delete(seq);
    this.#mark(table, seq);
    const id = row['id'];
    if (schema[table].columns[0]!.name !== 'id' || id === undefined) return;
    for (const other of tableNames) {
      for (const column of schema[other].columns.filter(({ references }) => references === table)) {
        for (const [number, dependent] of this.#inOrder(other)) {
          if (dependent[column.name] !== id || !this.#rows.get(other)!.has(number)) continue;
          if (column.required) this.#drop(other, number);
          else this.#put(other, number, { ...dependent, [column.name]: null });
        }
      }
    }
  }

  #value(random: Random, column: Column, row: Row): string | null {
    const { type, references } = column;
    if (references !== undefined) return random.maybe(1, this.#ids(references));
    switch (type.kind) {
      case 'instant':
        return gridInstant(random);
      case 'date':
        return gridInstant(random).slice(0, 10);
      case 'list':
        return random.pick(type.values);
      case 'whole':
        return String(random.whole(type.least ?? 0, type.most ?? 12));
      case 'decimal':
        return type.most === 1
          ? random.pick(['0', '0.5', '0.75', '1'])
          : random.pick(['12.5', '100', '7.25', '3600', '0.333']);
      case 'text':
        if (column.name === 'currency') return random.pick(['EUR', 'USD', 'CLP']);
        return random.pick(['web', 'new words', `word ${this.#batch}`, row[column.name] ?? 'some']);
    }
  }

  #isValid(table: TableName, row: Row): boolean {
    return schema[table].columns.every(({ name, required, references, after }) => {
      const value = row[name] ?? null;
      if (value === null) return !required;
      if (after !== undefined && !(value > row[after]!)) return false;
      return references === undefined || this.#ids(references).includes(value);
    });
  }

  #any(random: Random): { table: TableName; seq: number; row: Row } | null {
    const table = random.pick(tableNames.filter((name) => name !== 'goals' && this.#rows.get(name)!.size > 0));
    const rows = this.#inOrder(table);
    if (rows.length === 0) return null;
    const [seq, row] = random.pick(rows);
    // Without a first rate there would be no answers.
    if (row['valid_from']?.startsWith('2025') === true) return null;
    return { table, seq, row };
  }

  #ids(table: TableName): string[] {
    return this.#inOrder(table).map(([, row]) => row['id']!);
  }

  #inOrder(table: TableName): [number, Row][] {
    return [...this.#rows.get(table)!].sort(([a], [b]) => a - b);
  }

  #put(table: TableName, seq: number, row: Row): void {
    this.#rows.get(table)!.set(seq, row);
    this.#mark(table, seq);
  }

  #mark(table: TableName, seq: number): void {
    const numbers = this.#changed.get(table) ?? new Set();
    this.#changed.set(table, numbers.add(seq));
  }

  #number(): number {
    return this.#next++;
  }
}

function texts(table: TableName, seq: number, row: Row): readonly (string | null)[] {
  return [String(seq), ...schema[table].columns.map(({ name, type }) => textOf(row[name] ?? null, type.kind))];
}

/** Instants as whoever follows a record gives them: UTC, without saying so. */
function textOf(value: string | null, kind: Column['type']['kind']): string | null {
  return value === null || kind !== 'instant'
    ? value
    : Temporal.Instant.from(value).toString().replace('T', ' ').replace('Z', '');
}
