import type { Workspace } from '../../src/domain/workspace.ts';
import type { Load } from '../../src/engine/replica/build.ts';
import { fillLog } from '../../src/engine/replica/build.ts';
import { type Changes, textRows } from '../../src/engine/replica/rows.ts';
import { Random } from './random.ts';
import { ChangingLog } from './random-history.ts';
import { randomLog } from './random-log.ts';

/** A moment of a history that is the same whenever it is told: the log, its "now", and what the last step has changed. */
export type Moment = {
  readonly log: ChangingLog;
  readonly changes: Changes;
  readonly asOf: Temporal.Instant;
  readonly workspace: Workspace;
};

/** The history of a seed up to a step. */
export function takeTo(seed: number, step: number): Moment {
  const random = new Random(seed);
  const log = new ChangingLog(randomLog(seed, 2));
  let asOf = Temporal.Instant.from('2026-02-01T10:00:00Z');
  let changes: Changes = new Map();
  for (let i = 1; i <= step; i++) {
    for (let n = random.whole(1, 3); n > 0; n--) log.change(random);
    changes = log.changes();
    asOf = asOf.add({ hours: random.pick([0, 1, 24]) });
  }
  return { log, changes, asOf, workspace: log.workspace };
}

/** Loads the log of that moment; the watermark is the step. */
export function loadAt(seed: number, step: number): Load {
  const { log, asOf } = takeTo(seed, step);
  return async (db) => {
    await fillLog(db, new Map([...log.whole()].map(([table, { rows }]) => [table, textRows(table, rows)])));
    return { workspace: log.workspace, asOf, watermark: String(step) };
  };
}
