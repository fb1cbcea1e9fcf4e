import { z } from 'zod';
import { applyRetention } from '../../record/privacy/retention.ts';
import type { Services } from '../services.ts';
import { defineJob } from './job.ts';

const nothing = z.strictObject({});

/** Applies each night the rules by which personal data goes after a time. */
export const retention = defineJob<z.infer<typeof nothing>, Services>({
  name: 'retention',
  payload: nothing,
  longest: 3600,
  schedule: { cron: '23 2 * * *', payload: {} },
  work: async (_, { record, replicas, log }) => {
    for (const { org, texts, contacts, audit } of await applyRetention(record)) {
      if (texts + contacts > 0) await replicas.forget(org);
      log.info('retention', { texts, contacts, audit });
    }
  },
});
