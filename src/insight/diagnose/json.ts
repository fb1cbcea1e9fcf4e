import { countText } from '../../domain/numbers.ts';
import type { Language, Text } from '../../domain/text.ts';
import type { Resolved } from '../../engine/question.ts';
import { valueFormatter } from '../../kpi/format-value.ts';
import type { Diagnosis, Finding } from './diagnose.ts';
import type { Held } from './held.ts';
import { adjustText, evidenceOf, headlineOf, type Writers } from './in-words.ts';
import type { Gain } from './what-if.ts';

/** The public shape of a diagnosis (docs/json.md). */
export function diagnosisToJson(language: Language, log: Resolved, diagnosis: Diagnosis): object {
  const say = (text: Text): string => text[language];
  const writers = writersOf(language, log);
  const { rep, question, asOf, timezone, held, wellDone, mayBeWrong, adjustment, explained, tooLittle, notBy } =
    diagnosis;
  const finding = (found: Finding): object => ({
    ...heldJson(found),
    holds_within: found.mixes.map(({ by }) => by),
    what_if: found.whatIf === null ? null : gainJson(found.whatIf),
    text: say(headlineOf(found)),
    evidence: say(evidenceOf(found, writers)),
  });
  return {
    period: { from: question.from.toString(), to: question.to.toString(), timezone, as_of: asOf.toString() },
    rep,
    well_done: wellDone.map(finding),
    may_be_wrong: mayBeWrong.map(finding),
    adjust:
      adjustment === null
        ? null
        : {
            kpi: adjustment.finding.kpi.id,
            text: say(adjustText(adjustment)),
            counter: { ...adjustment.counter, kpi: adjustment.counter.kpi.id },
          },
    explained_by_mix: explained.map(({ held: found, by }) => ({ kpi: found.kpi.id, by })),
    too_little: tooLittle.map(({ kpi, needed, exposure }) => ({ kpi: kpi.id, needed, exposure })),
    looked_at: held.map(heldJson),
    not_by: notBy.map(({ kpi, dimensions }) => ({ kpi: kpi.id, dimensions })),
  };
}

function heldJson(found: Held): object {
  const {
    kpi,
    value,
    numerator,
    denominator,
    exposure,
    interval,
    group,
    limits95,
    chance,
    verdict,
    reps,
    designEffect,
  } = found;
  return {
    kpi: kpi.id,
    value,
    numerator,
    denominator,
    exposure,
    interval,
    group,
    limits95,
    chance,
    verdict,
    reps,
    design_effect: designEffect,
  };
}

function gainJson({ contracts, contractsInterval, volume, volumeInterval }: Gain): object {
  return {
    contracts_per_quarter: contracts,
    contracts_interval: contractsInterval,
    volume_per_quarter: volume,
    volume_interval: volumeInterval,
  };
}

/** Writes values and counts of a diagnosis in one language. */
export function writersOf(language: Language, log: Resolved): Writers {
  const format = valueFormatter(language, log.workspace.currency);
  return {
    say: (text) => text[language],
    value: (value, unit) => format({ value }, unit),
    count: (n) => countText(language, n),
  };
}
