import type { Resolved } from '../../engine/question.ts';
import type { Why } from './why.ts';

/** The public shape of a decomposition (docs/json.md). */
export function whyToJson(
  log: Resolved,
  { outcome, chain, against, question, earlier, before, after, difference, factors, mix, skipped }: Why,
): object {
  return {
    period: {
      from: question.from.toString(),
      to: question.to.toString(),
      timezone: log.workspace.timezone,
      as_of: log.asOf.toString(),
    },
    kpi: outcome.id,
    playbook: chain,
    against,
    earlier: earlier === null ? null : { from: earlier.from.toString(), to: earlier.to.toString() },
    before,
    after,
    difference,
    factors,
    mix,
    skipped,
  };
}
