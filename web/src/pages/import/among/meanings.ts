/** Channels that an activity type may be of; `skip`: it is no activity. */
export const channels = ['call', 'email', 'text', 'meeting', 'video', 'visit', 'social', 'other', 'skip'] as const;

/** What an activity type may be for. */
export const purposes = [
  'prospecting',
  'discovery',
  'proposal_presentation',
  'negotiation',
  'service',
  'other',
] as const;
