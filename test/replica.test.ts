import * as fc from 'fast-check';
import { describe, test } from 'vitest';
import { runs } from './support/ask.ts';
import { follow, missAgain, readTwice } from './support/follow.ts';

describe('a replica', () => {
  test('follows any history to the facts and answers of a log that is read from the start', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.noShrink(fc.integer()),
        fc.integer({ min: 1, max: 2 }),
        fc.integer({ min: 1, max: 6 }),
        async (seed, size, steps) => {
          await follow(seed, size, steps);
        },
      ),
      runs(4),
    );
  }, 900_000);

  test('gives a reader another connection to the same state only', async () => {
    await readTwice(7);
  });

  test('misses what is gone, although it was there before', async () => {
    await missAgain(11);
  });

  test('follows a log in which a change affects hundreds of activities', async () => {
    await fc.assert(
      fc.asyncProperty(fc.noShrink(fc.integer()), async (seed) => {
        await follow(seed, 60, 8);
      }),
      runs(1),
    );
  }, 900_000);
});
