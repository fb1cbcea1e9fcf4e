import { expect, test } from 'vitest';
import { type Replica, replicasFor } from './replicas.ts';

test('facts are asked for that have seen what the asker wrote, and are waited for unless in a hurry', async () => {
  const asked: { maxAge: number; isHurried: boolean; since: number }[] = [];
  const replicas = replicasFor({
    open: async (_, options) => {
      asked.push(options);
      return {} as Replica;
    },
    forget: async () => undefined,
    close: async () => undefined,
  });
  await replicas.open('org');
  await replicas.open('org', { key: 'user:ana' });
  const begun = performance.now();
  replicas.wrote('user:ana');
  await replicas.open('org', { key: 'user:ana' });
  await replicas.open('org', { key: 'user:ana', isHurried: true });
  await replicas.open('org', { key: 'user:luis' });
  const [nobody, before, own, hurried, other] = asked;
  expect([nobody!.since, before!.since, other!.since]).toEqual([-Infinity, -Infinity, -Infinity]);
  expect(own!.since).toBeGreaterThanOrEqual(begun);
  expect(hurried!.since).toBe(own!.since);
  expect([own!.isHurried, hurried!.isHurried]).toEqual([false, true]);
  expect([own!.maxAge, hurried!.maxAge]).toEqual([3000, 10_000]);
});
