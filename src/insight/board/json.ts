import type { Language } from '../../domain/text.ts';
import type { Value } from '../../engine/answer-row.ts';
import type { Resolved } from '../../engine/question.ts';
import { toJson } from '../../kpi/answer.ts';
import type { Board, Period } from './board.ts';

/** The period that a board is of, and the one before. */
export function periodsToJson(
  { workspace, asOf }: Pick<Resolved, 'workspace' | 'asOf'>,
  { period, before }: Pick<Board, 'period' | 'before'>,
): object {
  const days = ({ from, to }: Period): object => ({ from: from.toString(), to: to.toString() });
  return { period: { ...days(period), timezone: workspace.timezone, as_of: asOf.toString() }, before: days(before) };
}

/** The public shape of the board (docs/json.md). */
export function boardToJson(language: Language, { workspace }: Resolved, board: Board): object {
  return {
    ...periodsToJson({ workspace, asOf: board.asOf }, board),
    sections: board.sections.map(({ question, numbers }) => ({
      question: question?.id ?? null,
      text: question?.text[language] ?? null,
      numbers: numbers.map(({ kpi, now, before, trend, missing, unpriced, notBy }) => ({
        kpi: kpi.id,
        label: kpi.label[language],
        unit: kpi.unit,
        better: kpi.better ?? null,
        now: valueToJson(now),
        before: valueToJson(before),
        trend,
        missing,
        unpriced,
        not_by: notBy,
      })),
    })),
    reps: board.reps === null ? [] : toJson(board.reps).rows,
    places: board.places.map(({ kpi, reps }) => ({
      kpi: kpi.id,
      label: kpi.label[language],
      explanation: kpi.explanation[language],
      reps: reps.map(({ rep, value }) => ({ rep, ...valueToJson(value) })),
    })),
    unlooked: board.unlooked,
    rates_missing: board.ratesMissing.map((fault) => fault.in(language)),
  };
}

function valueToJson(value: Value | null): object | null {
  if (value === null) return null;
  const { exact: _, exactNumerator: __, ...plain } = value;
  return plain;
}
