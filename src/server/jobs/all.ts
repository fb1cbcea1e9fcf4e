import type { Services } from '../services.ts';
import type { AnyJob } from './job.ts';
import { forgetChanges, tidy } from './tidy.ts';

/** Every job of the server. */
export const allJobs = [tidy, forgetChanges] as readonly unknown[] as readonly AnyJob<Services>[];
