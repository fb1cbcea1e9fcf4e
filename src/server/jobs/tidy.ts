import { z } from 'zod';
import { sql } from '../../duckdb/sql.ts';
import { pruneChanges } from '../../record/changes/prune-changes.ts';
import { keptHours } from '../http/idempotency.ts';
import { tidyImports } from '../imports/tidy.ts';
import { forgetOldWords } from '../mail/old-words.ts';
import type { Services } from '../services.ts';
import { defineJob } from './job.ts';

const nothing = z.strictObject({});

/**
 * Removes each hour what is kept for a while only: answers to repeated requests, failed sign-ins, invitations that ran out, letters, imports that
 * nobody goes on with.
 */
export const tidy = defineJob<z.infer<typeof nothing>, Services>({
  name: 'tidy',
  payload: nothing,
  schedule: { cron: '17 * * * *', payload: {} },
  work: async (_, { record }) => {
    await record.everywhere(async (tx) => {
      await tx.run(sql`DELETE FROM tacto.idempotency WHERE created_at < now() - make_interval(hours => ${keptHours})`);
      await tx.run(sql`DELETE FROM tacto.sign_in_attempt WHERE since < now() - interval '1 day'`);
      await tx.run(
        sql`DELETE FROM tacto.invitation WHERE accepted_at IS NOT NULL OR expires_at < now() - interval '1 day'`,
      );
      // Of letters that were broken off, the words; of all, in time, that they were sent.
      await forgetOldWords(tx);
      await tx.run(sql`DELETE FROM tacto.mail WHERE created_at < now() - interval '90 days'`);
      await tidyImports(tx);
    });
  },
});

/** Replicas that lag further behind than this are built anew. */
const changeHours = 48;

/** Forgets each hour the changes that every replica has long since followed. */
export const forgetChanges = defineJob<z.infer<typeof nothing>, Services>({
  name: 'forget-changes',
  payload: nothing,
  schedule: { cron: '41 * * * *', payload: {} },
  work: async (_, { record }) => {
    await pruneChanges(record, changeHours);
  },
});
