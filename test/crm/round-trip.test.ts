import { exportHubspot, narrowToHubspot } from './hubspot-export.ts';
import { exportPipedrive, narrowToPipedrive } from './pipedrive-export.ts';
import { exportSalesforce, narrowToSalesforce } from './salesforce-export.ts';
import { describeTrip, type Trip } from './trip.ts';

// A log that is written out as a CRM itself exports it and imported again gives the same answers, but for what the CRM cannot hold.

const trips: readonly Trip[] = [
  { shape: 'Salesforce, Data Export', crm: 'salesforce', narrow: narrowToSalesforce, write: exportSalesforce },
  { shape: 'HubSpot, API', crm: 'hubspot', narrow: narrowToHubspot, write: exportHubspot },
  { shape: 'Pipedrive, API v1', crm: 'pipedrive', narrow: narrowToPipedrive, write: exportPipedrive('v1') },
  { shape: 'Pipedrive, API v2', crm: 'pipedrive', narrow: narrowToPipedrive, write: exportPipedrive('v2') },
];

for (const trip of trips) describeTrip(trip);
