/** The CRMs whose exports are understood, by the names that a person gives them. */
export const crmIds = ['salesforce', 'hubspot', 'pipedrive'] as const;
export type CrmId = (typeof crmIds)[number];
