import { exportPipedriveCsv, narrowToPipedriveCsv } from './pipedrive-csv.ts';
import { describeTrip, type Trip } from './trip.ts';

// The same by way of the lists that anyone can export from Pipedrive's screens.

/** A deal shows only where it is now and when it was closed, an activity only its contact person. */
const lost: NonNullable<Trip['lost']> = {
  kpis: [
    'pipeline_value',
    'weighted_pipeline',
    'contacts_covered',
    'decision_team_coverage',
    'decision_team_attendance',
    'proposal_presentations',
    'unheard_members',
    'pressured_accounts',
    'silent_accounts',
    'single_threaded_accounts',
  ],
  by: ['stage'],
};

const trips: readonly Trip[] = [
  { shape: 'Pipedrive, CSV', crm: 'pipedrive', narrow: narrowToPipedriveCsv, write: exportPipedriveCsv('en'), lost },
  {
    shape: 'Pipedrive, CSV in Spanish',
    crm: 'pipedrive',
    narrow: narrowToPipedriveCsv,
    write: exportPipedriveCsv('es'),
    lost,
  },
];

for (const trip of trips) describeTrip(trip);
