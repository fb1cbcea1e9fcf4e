// What the API tells of accounts and their people, apart from how it is asked for.

export const flagIds = [
  'pressured',
  'silent',
  'single_threaded',
  'concentrated',
  'no_decision_maker',
  'decision_maker_unheard',
  'hidden_dissent',
  'negative_balance',
  'falling_balance',
  'stalled',
  'overdue',
] as const;
export type FlagId = (typeof flagIds)[number];

/** In the order in which they decide. */
export const roles = [
  'decision_maker',
  'economic_buyer',
  'champion',
  'influencer',
  'technical_buyer',
  'user',
  'gatekeeper',
  'other',
] as const;
export type DecisionRole = (typeof roles)[number];

/** Why to look at an account or a deal, in words; `deal` null: the account as a whole. */
export type Flag = { readonly flag: FlagId; readonly reason: string };

/** What an account is called. */
export type Account = {
  readonly id: string;
  readonly name: string;
  readonly segment: string | null;
  readonly industry: string | null;
};

/** Somebody of an account at a moment. */
export type MapContact = {
  readonly contact: string;
  readonly name: string;
  readonly title: string | null;
  readonly influence: number;
  readonly role: DecisionRole | null;
  readonly roles: readonly { readonly deal: string; readonly role: DecisionRole }[];
  readonly rating: number | null;
  readonly rated_at: string | null;
  readonly rated_by: string | null;
  readonly rated_lately: boolean;
  readonly heard_at: string | null;
  readonly covered: boolean;
  readonly heard_alone: boolean;
  readonly hidden_dissent: boolean;
  readonly unheard: boolean;
  readonly takes_most: boolean;
  readonly tries_in_vain: boolean;
  readonly unanswered: number;
};

/** Who of ours talks to whom: answered touches 1:1 and in a group, and those without an answer. */
export type Tie = {
  readonly rep: string;
  readonly rep_name: string | null;
  readonly contact: string;
  readonly alone: number;
  readonly group: number;
  readonly tried: number;
  readonly last_at: string;
};

export type AccountMap = {
  readonly account: Account;
  readonly as_of: string;
  /** To whom the account is assigned; without a name for who may not see it. */
  readonly owners: readonly { readonly rep: string; readonly rep_name: string | null }[];
  readonly contacts: readonly MapContact[];
  readonly ties: readonly Tie[];
  readonly together: readonly { readonly one: string; readonly other: string; readonly times: number }[];
  readonly flags: readonly Flag[];
};
