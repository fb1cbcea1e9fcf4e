import type { Crm } from './import/definition.ts';
import { hubspot } from './hubspot/definition.ts';
import { pipedrive } from './pipedrive/definition.ts';
import { salesforce } from './salesforce/definition.ts';

/** The CRMs whose exports are understood. */
export const crms: readonly Crm[] = [salesforce, hubspot, pipedrive];
