import { type AuditEntry, noteAudit } from '../../record/audit/audit.ts';
import type { SalesRecord } from '../../record/record.ts';
import type { Tx } from '../../record/tx.ts';
import type { Caller } from '../access/caller.ts';
import { factsOf, type Log } from '../log.ts';
import { sparingly } from '../log-sparingly.ts';
import { changedOf, fieldsOf, type Looked, lookedAt } from './about.ts';

/** Notes who saw and changed what about people. */
export type Audit = {
  /** Notes a look, soon: the answer does not wait for it. What one person looks at several times within a minute is noted once. */
  readonly saw: (look: Looked) => void;
  /** Notes a change, in its transaction: both are kept, or neither. */
  readonly changed: (tx: Tx, change: Looked) => Promise<void>;
  /** Notes what a route of its own kind did, in its transaction. */
  readonly note: (tx: Tx, caller: Caller, noted: Noted) => Promise<void>;
  /** Writes down what has been noted. */
  readonly flush: () => Promise<void>;
  /** Writes down what is left, and takes nothing more. */
  readonly close: () => Promise<void>;
};

/** What was done; a change unless something else is said. */
export type Noted = Pick<AuditEntry, 'action' | 'subjects' | 'fields'> & Partial<Pick<AuditEntry, 'kind'>>;

/** Milliseconds between writes. */
const pause = 500;
/** Entries that wait at most when the database does not answer; then the oldest are told as lost in the log. */
const mostWaiting = 50_000;
const mostAtOnce = 500;
const minute = 60_000;

type Waiting = { readonly org: string; readonly entry: AuditEntry };

/** An audit that writes looks in batches, as Tacto itself. */
export function openAudit(record: SalesRecord, log: Log): Audit {
  const tellWaits = sparingly((facts) => log.warn('audit waits', facts));
  let waiting: Waiting[] = [];
  let seen = new Set<string>();
  let seenMinute = 0;
  let writing: Promise<void> = Promise.resolve();

  const isNew = (key: string): boolean => {
    const now = Math.floor(Date.now() / minute);
    if (now !== seenMinute) [seen, seenMinute] = [new Set(), now];
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  };

  const write = async (): Promise<void> => {
    while (waiting.length > 0) {
      const { org } = waiting[0]!;
      const batch = waiting.filter((one) => one.org === org).slice(0, mostAtOnce);
      await record.system(org, (tx) =>
        noteAudit(
          tx,
          batch.map(({ entry }) => entry),
        ),
      );
      const written = new Set(batch);
      waiting = waiting.filter((one) => !written.has(one));
    }
  };

  const flush = (): Promise<void> => (writing = writing.catch(() => undefined).then(write));
  const timer = setInterval(() => {
    if (waiting.length > 0) flush().catch((error: unknown) => tellWaits(factsOf(error)));
  }, pause);
  timer.unref();

  return {
    saw: (look) => {
      const { caller, action } = look;
      const subjects = lookedAt(look);
      if (subjects.length === 0) return;
      const fields = fieldsOf(look);
      const { org, user, role } = caller.actor;
      if (!isNew(JSON.stringify([org, user, action, subjects, fields]))) return;
      const at = new Date().toISOString();
      waiting.push({ org, entry: { actor: user, role, kind: 'saw', action, subjects, fields, at } });
      if (waiting.length <= mostWaiting) return;
      waiting = waiting.slice(-mostWaiting);
      log.error('audit lost', { entries: 1 });
    },
    changed: (tx, change) =>
      noteOne(tx, change.caller, {
        action: change.action,
        subjects: changedOf(change),
        fields: fieldsOf(change),
      }),
    note: noteOne,
    flush,
    close: async () => {
      clearInterval(timer);
      await flush();
    },
  };
}

async function noteOne(tx: Tx, { actor }: Caller, noted: Noted): Promise<void> {
  await noteAudit(tx, [{ kind: 'changed', ...noted, actor: actor.user, role: actor.role }]);
}

/** An audit of nobody's: for what has one reader, who may see all of it. */
export const noAudit: Audit = {
  saw: () => undefined,
  changed: async () => undefined,
  note: async () => undefined,
  flush: async () => undefined,
  close: async () => undefined,
};
