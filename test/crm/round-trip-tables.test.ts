import { narrowToHubspot } from './hubspot-export.ts';
import { exportHubspotTables } from './hubspot-tables.ts';
import { exportSalesforceTables, narrowToSalesforceTables } from './salesforce-tables.ts';
import { describeTrip, type Trip } from './trip.ts';

// The same by way of the tables that pipelines land in a warehouse.

const trips: readonly Trip[] = [
  { shape: 'HubSpot, tables', crm: 'hubspot', narrow: narrowToHubspot, write: exportHubspotTables },
  {
    shape: 'Salesforce, tables with versions',
    crm: 'salesforce',
    narrow: narrowToSalesforceTables,
    write: exportSalesforceTables,
  },
];

for (const trip of trips) describeTrip(trip);
