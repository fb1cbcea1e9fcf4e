import { isMap, isScalar, isSeq, type LineCounter, type Node, type YAMLMap } from 'yaml';
import { nearest, UserError } from '../../domain/errors.ts';
import type { Language, Text } from '../../domain/text.ts';
import {
  attempts,
  channels,
  type Dimension,
  dimensions,
  directions,
  grains,
  outcomes,
  purposes,
} from '../../domain/vocabulary.ts';
import { type FactName, factOf } from '../../engine/facts.ts';
import type { Aggregate, Condition, Formula } from '../../engine/measure.ts';
import { dimensionsOf } from '../../engine/question.ts';
import type { Kpi, Unit } from '../kpi.ts';
import { moneyFields, ownFields } from './fields.ts';
import { ownKpisFile } from './file.ts';

const measures = ['count', 'sum', 'distinct', 'mean', 'median', 'ratio'] as const;
type MeasureName = (typeof measures)[number];
const units: readonly Unit[] = ['count', 'ratio', 'money', 'days', 'hours', 'per'];
const keys = [...measures, 'id', 'label', 'explanation', 'where', 'by', 'unit', 'better', 'counter'];

/** Keys that an answer's rows have already. */
const reserved: ReadonlySet<string> = new Set([...dimensions, ...grains]);

/** Columns that have one of these values only. */
const closedLists: Readonly<Record<string, readonly string[]>> = {
  channel: channels,
  attempt: attempts,
  direction: directions,
  outcome: outcomes,
  purpose: purposes,
};

const kindWords: Readonly<Record<Exclude<Aggregate['kind'], 'product' | 'largest' | 'values'>, Text>> = {
  count: { en: 'count', es: 'número de' },
  sum: { en: 'sum', es: 'suma de' },
  distinct: { en: 'distinct', es: 'valores distintos de' },
  median: { en: 'median', es: 'mediana de' },
};
const meanWords: Text = { en: 'mean of', es: 'media de' };
const noneWords: Text = { en: '(none)', es: '(ninguno)' };

/** Reads nodes of the file; every fault names its line. */
export class Reader {
  readonly #lines: LineCounter;

  constructor(lines: LineCounter) {
    this.#lines = lines;
  }

  bad(where: Node | number | null | undefined, en: string, es: string, right?: string): UserError {
    const offset = typeof where === 'number' ? where : (where?.range?.[0] ?? 0);
    const { line } = this.#lines.linePos(offset);
    return new UserError({
      code: 'bad_kpi',
      message: { en: `${ownKpisFile}, line ${line}: ${en}.`, es: `${ownKpisFile}, línea ${line}: ${es}.` },
      ...(right === undefined ? {} : { fix: { en: `Right would be: ${right}`, es: `Lo correcto sería: ${right}` } }),
    });
  }

  kpi(node: Node): Kpi {
    const map = this.map(node, keys);
    const id = this.text(map, 'id');
    if (id !== undefined && reserved.has(id)) {
      throw this.bad(
        map,
        `the id ${id} is the name of a dimension`,
        `el id ${id} es el nombre de una dimensión`,
        `id: my_${id}`,
      );
    }
    if (id === undefined || !/^[a-z][a-z0-9_]{0,63}$/.test(id)) {
      throw this.bad(
        map,
        'a KPI needs an id of small letters, digits and _',
        'un KPI necesita un id de minúsculas, dígitos y _',
        'id: demo_meetings',
      );
    }
    const used = measures.filter((name) => map.has(name));
    if (used.length !== 1) {
      throw this.bad(
        map,
        `${id} must have exactly one of ${measures.join(', ')}`,
        `${id} debe tener exactamente uno de ${measures.join(', ')}`,
        'count: activity',
      );
    }
    const where = this.node(map, 'where');
    const of = this.node(map, used[0]!);
    if (of === undefined || of === null) {
      throw this.bad(map, `${used[0]!} says nothing`, `${used[0]!} no dice nada`, `${used[0]!}: activity`);
    }
    const formula = this.formula(used[0]!, of, where);
    const measure = { id, kind: 'flow' as const, formula };
    const possible = dimensionsOf(measure);
    const by = this.dimensions(map, possible);
    const label = this.bilingual(map, 'label') ?? { en: id, es: id };
    return {
      ...measure,
      category: 'R',
      dimensions: by,
      unit: this.choice(map, 'unit', units) ?? (formula.kind === 'ratio' && used[0] === 'ratio' ? 'ratio' : 'count'),
      better: this.choice(map, 'better', ['higher', 'lower'] as const) ?? null,
      counter: this.text(map, 'counter') ?? '',
      answers: [],
      label,
      explanation: this.bilingual(map, 'explanation') ?? label,
      formulaText: { en: this.inWords(used[0]!, formula, 'en'), es: this.inWords(used[0]!, formula, 'es') },
    };
  }

  map(node: unknown, allowed: readonly string[]): YAMLMap {
    if (!isMap(node))
      throw this.bad(
        node as Node,
        'a list of “key: value” is needed here',
        'aquí se necesita una lista de «clave: valor»',
      );
    for (const { key } of node.items) {
      const name = isScalar(key) ? String(key.value) : '';
      if (allowed.includes(name)) continue;
      const meant = nearest(name, allowed) ?? allowed.join(', ');
      throw this.bad(key as Node, `“${name}” is not known here`, `«${name}» no se conoce aquí`, meant);
    }
    return node;
  }

  node(map: YAMLMap, key: string): Node | undefined {
    return map.get(key, true);
  }

  text(map: YAMLMap, key: string): string | undefined {
    const node = this.node(map, key);
    if (node === undefined) return undefined;
    if (!isScalar(node) || typeof node.value !== 'string')
      throw this.bad(node, `${key} must be text`, `${key} debe ser texto`);
    return node.value;
  }

  choice<T extends string>(map: YAMLMap, key: string, values: readonly T[]): T | undefined {
    const text = this.text(map, key);
    const value = values.find((v) => v === text);
    if (text !== undefined && value === undefined) {
      throw this.bad(
        this.node(map, key),
        `${key} cannot be “${text}”`,
        `${key} no puede ser «${text}»`,
        values.join(', '),
      );
    }
    return value;
  }

  bilingual(map: YAMLMap, key: string): Text | undefined {
    const node = this.node(map, key);
    if (node === undefined) return undefined;
    if (isScalar(node)) {
      const { value } = node;
      if (typeof value === 'string' && value !== '') return { en: value, es: value };
      if (typeof value === 'number' || typeof value === 'boolean') return { en: String(value), es: String(value) };
      throw this.bad(node, `${key} needs a text`, `${key} necesita un texto`, `${key}: { en: …, es: … }`);
    }
    const both = this.map(node, ['en', 'es']);
    const en = this.text(both, 'en') ?? this.text(both, 'es');
    const es = this.text(both, 'es') ?? en;
    if (en === undefined || es === undefined)
      throw this.bad(node, `${key} needs a text`, `${key} necesita un texto`, `${key}: { en: …, es: … }`);
    return { en, es };
  }

  dimensions(map: YAMLMap, possible: readonly Dimension[]): readonly Dimension[] {
    const node = this.node(map, 'by');
    if (node === undefined) return possible;
    if (!isSeq(node)) throw this.bad(node, 'by must be a list', 'by debe ser una lista', 'by: [rep, team]');
    const named = node.items.map((item) => {
      const name = isScalar(item) ? String(item.value) : '';
      const dimension = possible.find((d) => d === name);
      if (dimension !== undefined) return dimension;
      const why = dimensions.some((d) => d === name) ? 'is not one of this fact' : 'is no dimension';
      const porque = dimensions.some((d) => d === name) ? 'no es de este hecho' : 'no es una dimensión';
      throw this.bad(item as Node, `“${name}” ${why}`, `«${name}» ${porque}`, possible.join(', '));
    });
    return [...new Set(named)];
  }

  formula(name: MeasureName, node: Node, where: Node | undefined): Formula {
    switch (name) {
      case 'count':
        return {
          kind: 'number',
          of: { fact: this.fact(node), kind: 'count', ...this.conditions(this.fact(node), where) },
        };
      case 'sum':
        return { kind: 'number', of: this.ofColumn(node, 'sum', where) };
      case 'distinct':
        return { kind: 'number', of: this.ofColumn(node, 'distinct', where) };
      case 'median':
        return { kind: 'median', of: this.ofColumn(node, 'median', where) };
      case 'mean': {
        const sum = this.ofColumn(node, 'sum', where);
        const known: Condition = { column: `(${sum.column} IS NOT NULL)`, is: [true] };
        return {
          kind: 'ratio',
          numerator: [sum],
          denominator: [{ fact: sum.fact, kind: 'count', where: [...(sum.where ?? []), known] }],
        };
      }
      case 'ratio': {
        const map = this.map(node, ['of', 'to']);
        const part = (key: 'of' | 'to'): Aggregate => {
          const inner = this.node(map, key);
          if (inner === undefined)
            throw this.bad(
              node,
              `ratio needs “${key}”`,
              `ratio necesita «${key}»`,
              'ratio: { of: { count: … }, to: { count: … } }',
            );
          return this.part(inner);
        };
        return { kind: 'ratio', numerator: [part('of')], denominator: [part('to')] };
      }
    }
  }

  part(node: Node): Aggregate {
    const map = this.map(node, ['count', 'sum', 'distinct', 'where']);
    const used = (['count', 'sum', 'distinct'] as const).filter((key) => map.has(key));
    if (used.length !== 1)
      throw this.bad(
        node,
        'exactly one of count, sum, distinct is needed',
        'se necesita exactamente uno de count, sum, distinct',
      );
    const formula = this.formula(used[0]!, this.node(map, used[0]!)!, this.node(map, 'where'));
    if (formula.kind !== 'number') throw new Error('a part of a ratio is a number');
    return formula.of;
  }

  fact(node: Node): FactName {
    const name = isScalar(node) ? String(node.value) : '';
    const known = Object.keys(ownFields) as FactName[];
    const fact = known.find((f) => f === name);
    if (fact === undefined)
      throw this.bad(
        node,
        `there is no fact “${name}”`,
        `no existe el hecho «${name}»`,
        nearest(name, known) ?? known.join(', '),
      );
    return fact;
  }

  ofColumn(node: Node, kind: 'sum' | 'distinct' | 'median', where: Node | undefined): Aggregate {
    const [factName = '', column = ''] = isScalar(node) ? String(node.value).split('.') : [];
    const fact = (Object.keys(ownFields) as FactName[]).find((f) => f === factName);
    const fields = fact === undefined ? undefined : ownFields[fact]!;
    const allowed =
      fields === undefined ? [] : kind === 'distinct' ? [...fields.keys, ...factOf(fact!).dimensions] : fields.numbers;
    if (fact === undefined || !allowed.includes(column)) {
      const right =
        fact === undefined ? Object.keys(ownFields).join(', ') : allowed.map((c) => `${fact}.${c}`).join(', ');
      throw this.bad(
        node,
        `${kind} needs fact.column, not “${String(isScalar(node) ? node.value : '')}”`,
        `${kind} necesita hecho.columna`,
        right,
      );
    }
    const money = kind !== 'distinct' && moneyFields.has(column) ? { money: true as const } : {};
    return { fact, kind, column, ...money, ...this.conditions(fact, where) };
  }

  conditions(fact: FactName, where: Node | undefined): { where?: readonly Condition[] } {
    if (where === undefined) return {};
    const fields = ownFields[fact]!;
    const texts: readonly string[] = [...factOf(fact).dimensions, ...fields.texts];
    const map = this.map(where, [...texts, ...fields.flags, ...fields.numbers]);
    return {
      where: map.items.map(({ key, value }) => {
        const column = isScalar(key) ? String(key.value) : '';
        const items = isSeq(value) ? value.items : [value];
        const is = items.map((item) => (isScalar(item) ? item.value : undefined));
        const fits = fields.flags.includes(column)
          ? (v: unknown) => typeof v === 'boolean'
          : fields.numbers.includes(column)
            ? (v: unknown) => typeof v === 'number' && Number.isFinite(v)
            : (v: unknown) => typeof v === 'string' || v === null;
        if (is.length === 0 || !is.every(fits)) {
          const right = fields.flags.includes(column)
            ? `${column}: true`
            : fields.numbers.includes(column)
              ? `${column}: 1`
              : `${column}: text`;
          throw this.bad(
            key as Node,
            `${column} has a value of the wrong kind`,
            `${column} tiene un valor de otro tipo`,
            right,
          );
        }
        const closed = closedLists[column];
        const stranger =
          closed === undefined ? undefined : is.filter((v) => typeof v === 'string').find((v) => !closed.includes(v));
        if (stranger !== undefined) {
          const list = closed!.join(', ');
          throw this.bad(
            value as Node,
            `${column} is never “${stranger}”: it is one of ${list}`,
            `${column} nunca es «${stranger}»: es uno de ${list}`,
            `${column}: ${nearest(stranger, closed!) ?? closed![0]}`,
          );
        }
        return { column, is: is as Condition['is'] };
      }),
    };
  }

  inWords(name: MeasureName, formula: Formula, language: Language): string {
    const counted = (a: Aggregate): string => {
      const what = `${a.fact}${a.column === undefined ? '' : `.${a.column}`}`;
      const shown = (a.where ?? []).filter((c) => !c.column.startsWith('('));
      return shown.length === 0
        ? what
        : `${what} (${shown.map((c) => `${c.column} = ${c.is.map((v) => v ?? noneWords[language]).join(' | ')}`).join(', ')})`;
    };
    const words = (a: Aggregate): string => `${kindWords[a.kind as keyof typeof kindWords][language]} ${counted(a)}`;
    if (formula.kind === 'ratio') {
      return name === 'mean'
        ? `${meanWords[language]} ${counted(formula.numerator[0]!)}`
        : `${words(formula.numerator[0]!)} ÷ ${words(formula.denominator[0]!)}`;
    }
    return words(formula.of);
  }
}
