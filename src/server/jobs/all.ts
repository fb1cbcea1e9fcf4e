import type { Services } from '../services.ts';
import type { AnyJob } from './job.ts';
import { retention } from './retention.ts';
import { forgetChanges, tidy } from './tidy.ts';

/** Every job of the server. */
export const allJobs = [tidy, forgetChanges, retention] as readonly unknown[] as readonly AnyJob<Services>[];
