import { grains } from '../../domain/vocabulary.ts';
import type { Value } from '../../engine/answer-row.ts';
import { type KpiAnswer, keyOf } from '../../kpi/answer.ts';
import type { Data, DataColumn } from '../../kpi/data/data.ts';
import type { Kpi } from '../../kpi/kpi.ts';
import type { UncertainAnswer, UncertainValue } from './answer.ts';

const partNames = ['numerator', 'denominator', 'n', 'pending'] as const;

/** An answer, with or without intervals. */
export type Answered = KpiAnswer | UncertainAnswer;

function hasIntervals(answer: Answered): answer is UncertainAnswer {
  return 'level' in answer;
}

/** An answer as columns and rows: the breakdown, then each KPI with its parts and interval. */
export function answerData(answer: Answered): Data {
  const parts = answer.kpis.map((kpi) => partsOf(kpi));
  const columns: DataColumn[] = [
    ...answer.by.map((key): DataColumn => ({ name: key, type: grains.some((g) => g === key) ? 'DATE' : 'VARCHAR' })),
    ...answer.kpis.flatMap((kpi, i): DataColumn[] => [
      { name: kpi.id, type: valueType(kpi) },
      ...parts[i]!.map(
        (part): DataColumn => ({
          name: `${kpi.id}_${part}`,
          type: partType(kpi, part),
        }),
      ),
      ...(hasIntervals(answer)
        ? [
            ...(parts[i]!.includes('n') ? [] : [{ name: `${kpi.id}_n`, type: 'DOUBLE' as const }]),
            { name: `${kpi.id}_low`, type: 'DOUBLE' as const },
            { name: `${kpi.id}_high`, type: 'DOUBLE' as const },
          ]
        : []),
    ]),
  ];
  const rows = answer.rows.map((row) => [
    ...answer.by.map((key) => keyOf(answer, row, key)),
    ...(row.values as readonly (Value | UncertainValue)[]).flatMap((value, i) => [
      value.exact ?? value.value,
      ...parts[i]!.map((part) => (part === 'numerator' ? value.exactNumerator : undefined) ?? value[part] ?? null),
      ...('interval' in value
        ? [...(parts[i]!.includes('n') ? [] : [value.n]), value.interval?.[0] ?? null, value.interval?.[1] ?? null]
        : []),
    ]),
  ]);
  return { columns, rows };
}

function valueType(kpi: Kpi): DataColumn['type'] {
  if (kpi.formula.kind !== 'number') return 'DOUBLE';
  if (kpi.formula.of.money === true) return 'MONEY';
  return kpi.formula.of.kind === 'sum' ? 'DOUBLE' : 'BIGINT';
}

function partType({ formula }: Kpi, part: (typeof partNames)[number]): DataColumn['type'] {
  if (part === 'n' || part === 'pending') return 'BIGINT';
  const isMoney = formula.kind === 'ratio' && formula.numerator.length === 1 && formula.numerator[0]!.money === true;
  return part === 'numerator' && isMoney ? 'MONEY' : 'DOUBLE';
}

function partsOf(kpi: Kpi): readonly (typeof partNames)[number][] {
  if (kpi.formula.kind === 'median') return ['n'];
  if (kpi.formula.kind === 'number') return [];
  return kpi.formula.pending === undefined ? ['numerator', 'denominator'] : ['numerator', 'denominator', 'pending'];
}
