import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { listNames } from '../import/definition.ts';
import { checkFields } from '../import/recognise.ts';
import { parseSettings } from '../import/settings.ts';
import { hubspot } from './definition.ts';

const example = join(import.meta.dirname, '../../../examples/settings/hubspot.yaml');

test('the example of settings is right, names fields that there are, and shows every list', async () => {
  const settings = parseSettings(await readFile(example, 'utf8'), 'hubspot.yaml');
  expect(() => checkFields(hubspot, settings)).not.toThrow();
  expect(settings.warnings).toEqual([]);
  expect(Object.keys(settings.lists).toSorted()).toEqual([...listNames].toSorted());
});
