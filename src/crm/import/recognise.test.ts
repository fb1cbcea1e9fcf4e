import { describe, expect, test } from 'vitest';
import { hubspot } from '../hubspot/definition.ts';
import { salesforce } from '../salesforce/definition.ts';
import { columnsRead } from './recognise.ts';
import { noSettings, parseSettings } from './settings.ts';

const head = (name: string, columns: readonly string[]) =>
  ({ file: `${name}.csv`, name, shape: 'csv', columns }) as const;

describe('columns that an import reads', () => {
  const task = head('Task', ['Id', 'Subject', 'Status', 'Priority', 'Notes__c']);

  test('are those of fields, as the settings name them', () => {
    expect([...columnsRead(salesforce, task, noSettings)]).toEqual(['Id', 'Subject', 'Status']);
    const settings = parseSettings('fields: { task.outcome: Notes__c }', 'mine.yaml');
    expect([...columnsRead(salesforce, task, settings)].sort()).toEqual(['Id', 'Notes__c', 'Status', 'Subject']);
  });

  test('are none of a table that is no object', () => {
    expect([...columnsRead(salesforce, head('Attachment', ['Id', 'Body']), noSettings)]).toEqual([]);
  });

  test('are all where a step looks for columns by their names', () => {
    const columns = ['Record ID', 'Deal Name', 'Deal Stage', 'Date entered "Offer (Sales)"', 'Colour'];
    expect([...columnsRead(hubspot, head('Deals', columns), noSettings)]).toEqual(columns);
  });
});
