import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { crms } from './crms.ts';
import { listNames } from './import/definition.ts';
import { checkFields } from './import/recognise.ts';
import { parseSettings } from './import/settings.ts';

const examples = join(import.meta.dirname, '../../examples/settings');

test.each(crms.map((crm) => [crm.id, crm] as const))(
  '%s: the example of settings is right, names fields that there are, and shows every list that its records may need',
  async (id, crm) => {
    const settings = parseSettings(await readFile(join(examples, `${id}.yaml`), 'utf8'), `${id}.yaml`);
    expect(() => checkFields(crm, settings)).not.toThrow();
    expect(settings.warnings).toEqual([]);
    // Only Pipedrive has states of deals beside their stages.
    const own = listNames.filter((list) => list !== 'deal_statuses' || crm.lists.deal_statuses !== undefined);
    expect(Object.keys(settings.lists).toSorted()).toEqual(own.toSorted());
  },
);
