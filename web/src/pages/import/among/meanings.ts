import * as lists from '../../../parts/vocabulary/lists.ts';

/** Channels that an activity type may be of; `skip`: it is no activity. */
export const channels = [...lists.channels, 'skip'] as const;

/** What an activity type may be for. */
export const { purposes } = lists;

/** What may have come of an activity. */
export const outcomes = [...lists.outcomes, 'unknown'] as const;
