import type { CrmObject } from '../import/definition.ts';
import { activities } from './activities.ts';
import { histories } from './histories.ts';
import { people } from './people.ts';
import { records } from './records.ts';

/** The objects of HubSpot that a sales log is made from: exports of the CRM, objects of the API, tables of pipelines. */
export const objects: readonly CrmObject[] = [...people, ...records, ...histories, ...activities];
