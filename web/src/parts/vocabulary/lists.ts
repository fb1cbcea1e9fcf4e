/** The words of the sales log that are closed lists (docs/sales-log.md), each in its order there. */

export const channels = ['call', 'email', 'text', 'meeting', 'video', 'visit', 'social', 'other'] as const;

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
