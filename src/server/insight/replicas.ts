import type { Resolved } from '../../engine/question.ts';

/** An organisation's facts at one moment. Until `release` they do not change and stay open. */
export type Replica = {
  readonly resolved: Resolved;
  /** Names the state of the record that the facts are of. */
  readonly watermark: string;
  readonly release: () => void;
};

/** The facts of organisations, following the record. */
export type Replicas = {
  /** The facts of an organisation, no older than what was committed when it was asked for. */
  readonly open: (org: string) => Promise<Replica>;
  /** Removes what is kept of an organisation; it is made anew for the next who asks. */
  readonly forget: (org: string) => Promise<void>;
  readonly close: () => Promise<void>;
};
