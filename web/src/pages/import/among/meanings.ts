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

/** What may have come of an activity. */
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
  'unknown',
] as const;
