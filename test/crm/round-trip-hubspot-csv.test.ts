import { exportHubspotCsv, narrowToHubspotCsv } from './hubspot-csv.ts';
import { describeTrip, type Trip } from './trip.ts';

// The same by way of the lists that anyone can export from HubSpot's screens.

/** A deal that was closed and opened again shows only where it is now, a company only its owner of today, a contact not since when it is disqualified. */
const lost: NonNullable<Trip['lost']> = {
  kpis: [
    'qualified_meetings',
    'pipeline_value',
    'weighted_pipeline',
    'decision_team_coverage',
    'unheard_members',
    'silent_accounts',
    'single_threaded_accounts',
  ],
  by: ['stage'],
};

const trips: readonly Trip[] = [
  {
    shape: 'HubSpot, CSV with dates of stages',
    crm: 'hubspot',
    narrow: narrowToHubspotCsv,
    write: exportHubspotCsv('en'),
    lost,
  },
  {
    shape: 'HubSpot, CSV in Spanish',
    crm: 'hubspot',
    narrow: narrowToHubspotCsv,
    write: exportHubspotCsv('es'),
    lost,
  },
];

for (const trip of trips) describeTrip(trip);
