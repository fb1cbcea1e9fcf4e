import { lookAtAlerts, watchAlerts } from '../alerts/look.ts';
import { planDigests, sendDigest } from '../digest/send-digests.ts';
import { importJob } from '../imports/job.ts';
import { remind } from '../mail/reminders.ts';
import { sendMail } from '../mail/send-mail.ts';
import type { Services } from '../services.ts';
import { deliverEvent, spreadEvent } from '../webhooks/deliver.ts';
import type { AnyJob } from './job.ts';
import { retention } from './retention.ts';
import { forgetChanges, tidy } from './tidy.ts';

/** Every job of the server. */
export const allJobs = [
  tidy,
  forgetChanges,
  retention,
  importJob,
  sendMail,
  remind,
  planDigests,
  sendDigest,
  watchAlerts,
  lookAtAlerts,
  spreadEvent,
  deliverEvent,
] as readonly unknown[] as readonly AnyJob<Services>[];
