/** The closed lists of the sales log. Values are compared exactly. */
export const channels = ['call', 'email', 'text', 'meeting', 'video', 'visit', 'social', 'other'] as const;
export const directions = ['outbound', 'inbound'] as const;
export const outcomes = [
  'reached',
  'replied',
  'held',
  'no_answer',
  'no_reply',
  'voicemail',
  'busy',
  'wrong_number',
  'bounced',
  'no_show',
  'cancelled',
  'scheduled',
] as const;
export const purposes = [
  'prospecting',
  'discovery',
  'proposal_presentation',
  'negotiation',
  'service',
  'other',
] as const;
/** Whether a touch is the first attempt at a person or a later one. */
export const attempts = ['first', 'follow_up'] as const;
export const stageKinds = ['open', 'won', 'lost'] as const;
export const decisionRoles = [
  'decision_maker',
  'economic_buyer',
  'champion',
  'influencer',
  'technical_buyer',
  'user',
  'gatekeeper',
  'other',
] as const;
export const goalGrains = ['week', 'month', 'quarter', 'year'] as const;

/** Outcomes in which the other side answered. */
export const twoWayOutcomes = ['reached', 'replied', 'held'] as const satisfies readonly (typeof outcomes)[number][];
/** Outcomes of something that did not take place. */
export const unmadeOutcomes = ['scheduled', 'cancelled'] as const satisfies readonly (typeof outcomes)[number][];
/** Channels on which an outbound touch is an attempt. */
export const attemptChannels = ['call', 'email', 'text'] as const satisfies readonly (typeof channels)[number][];
/** Channels on which a qualified meeting can be held. */
export const meetingChannels = ['meeting', 'video', 'visit'] as const satisfies readonly (typeof channels)[number][];

/** Stage values that an activity can have without an open deal; no stage may use them as its id. */
export const reservedStages = { customer: 'customer', noDeal: 'no_deal' } as const;

/** What a KPI can be broken down by. */
export const dimensions = [
  'rep',
  'team',
  'account',
  'segment',
  'industry',
  'channel',
  'stage',
  'source',
  'campaign',
  'product',
  'pitch',
  'attempt',
  'asset_type',
] as const;
export type Dimension = (typeof dimensions)[number];

/** How a period is cut into buckets. */
export const grains = ['day', 'week', 'month', 'quarter', 'year'] as const;
export type Grain = (typeof grains)[number];
