import type { Moment } from './timeline.ts';

/** Something to do on a working day; `dial` when it is a call that a rep makes. */
export type Task = { readonly dial: boolean; readonly run: (at: Moment) => void };
