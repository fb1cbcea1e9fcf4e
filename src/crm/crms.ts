import type { Crm } from './import/definition.ts';
import { hubspot } from './hubspot/definition.ts';
import { type CrmId, crmIds } from './ids.ts';
import { pipedrive } from './pipedrive/definition.ts';
import { salesforce } from './salesforce/definition.ts';

const byId: Readonly<Record<CrmId, Crm>> = { salesforce, hubspot, pipedrive };

/** The CRMs whose exports are understood. */
export const crms: readonly Crm[] = crmIds.map((id) => byId[id]);
