/** A value bound to a statement. Instants travel as microseconds (bigint) or ISO text, decimals as text. */
export type Bound = string | number | bigint | boolean | null;

/** A piece of SQL: text with holes for bound values. Built by `sql`, never from a string that a user wrote. */
export type Sql = {
  readonly strings: readonly string[];
  readonly values: readonly Bound[];
};

/**
 * Builds SQL from a template. A hole takes another fragment, which is spliced, or a value, which is bound.
 * @example sql`SELECT ${name('rep_k')} FROM activity WHERE day >= ${'2026-01-01'}::DATE`
 */
export function sql(template: TemplateStringsArray, ...holes: readonly (Sql | Bound)[]): Sql {
  const strings = [template[0]!];
  const values: Bound[] = [];
  const append = (text: string): void => {
    strings[strings.length - 1] += text;
  };
  holes.forEach((hole, i) => {
    if (isSql(hole)) {
      append(hole.strings[0]!);
      hole.values.forEach((value, j) => {
        values.push(value);
        strings.push(hole.strings[j + 1]!);
      });
    } else {
      values.push(hole);
      strings.push('');
    }
    append(template[i + 1]!);
  });
  return { strings, values };
}

function isSql(hole: Sql | Bound): hole is Sql {
  return typeof hole === 'object' && hole !== null;
}

/** SQL that the program itself wrote, as it stands. Never pass what a user wrote. */
export function raw(text: string): Sql {
  return { strings: [text], values: [] };
}

/** A quoted identifier. */
export function name(identifier: string): Sql {
  return raw(quoteName(identifier));
}

/** Joins fragments; nothing when the list is empty. */
export function join(fragments: readonly Sql[], separator = ', '): Sql {
  const [first, ...others] = fragments;
  if (first === undefined) return raw('');
  const strings = [...first.strings];
  const values = [...first.values];
  for (const fragment of others) {
    strings[strings.length - 1] += separator + fragment.strings[0]!;
    for (const text of fragment.strings.slice(1)) strings.push(text);
    for (const value of fragment.values) values.push(value);
  }
  return { strings, values };
}

/** All conditions together; true when there is none. */
export function and(conditions: readonly Sql[]): Sql {
  return conditions.length === 0
    ? raw('true')
    : join(
        conditions.map((c) => sql`(${c})`),
        ' AND ',
      );
}

/** Any of the conditions; false when there is none. */
export function or(conditions: readonly Sql[]): Sql {
  return conditions.length === 0 ? raw('false') : sql`(${join(conditions, ' OR ')})`;
}

/** The statement with numbered placeholders, and its values in order. */
export function compile(statement: Sql): { readonly text: string; readonly values: readonly Bound[] } {
  const text = statement.strings.reduce((all, part, i) => (i === 0 ? part : `${all}$${i}${part}`), '');
  return { text, values: statement.values };
}

/**
 * The statement with its whole numbers written into it, of the type that they are bound as: DuckDB plans a statement twice in which a value is bound,
 * since only then it knows the type.
 */
export function withNumbers(statement: Sql): Sql {
  const parts = statement.values.map((value) => (isWhole(value) ? raw(typedNumber(value)) : value));
  return sql(statement.strings as unknown as TemplateStringsArray, ...parts);
}

function isWhole(value: Bound): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && !Object.is(value, -0);
}

const mostInteger = 2 ** 31;

function typedNumber(value: number): string {
  return `(${value})::${value >= -mostInteger && value < mostInteger ? 'INTEGER' : 'BIGINT'}`;
}

/** The statement with its values written as literals: for people to read and run, not for the program. */
export function inline(statement: Sql): string {
  return statement.strings.reduce(
    (all, part, i) => (i === 0 ? part : all + quoteValue(statement.values[i - 1]!) + part),
    '',
  );
}

/** A literal, quoted for SQL. For statements that take no bound values, such as COPY and ATTACH. */
export function literal(value: Bound): Sql {
  return raw(quoteValue(value));
}

function quoteValue(value: Bound): string {
  if (value === null) return 'NULL';
  if (typeof value !== 'string') return String(value);
  const quoted = `'${value.replaceAll("'", "''")}'`;
  // A statement ends at a NUL.
  return value.includes('\0') ? `(${quoted.replaceAll('\0', "' || chr(0) || '")})` : quoted;
}

function quoteName(identifier: string): string {
  return `"${identifier.replaceAll('"', '""')}"`;
}
