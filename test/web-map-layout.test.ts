import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type MapContact, roles, type Tie } from '../web/src/api/account-shapes.ts';
import { type Box, layoutOf } from '../web/src/pages/account/map/layout.ts';

const someone = fc.record({ influence: fc.integer({ min: 0, max: 3 }), role: fc.constantFrom(...roles, null) });

const contactOf = ({ influence, role }: { influence: number; role: MapContact['role'] }, i: number): MapContact => ({
  contact: `c${i}`,
  name: `Contact ${i}`,
  title: null,
  influence,
  role,
  roles: [],
  rating: null,
  rated_at: null,
  rated_by: null,
  rated_lately: false,
  heard_at: null,
  covered: false,
  heard_alone: false,
  hidden_dissent: false,
  unheard: false,
  takes_most: false,
  tries_in_vain: false,
  unanswered: 0,
});

const tieOf = ([rep, contact]: readonly [number, number]): Tie => ({
  rep: `r${rep}`,
  rep_name: null,
  contact: `c${contact}`,
  alone: 1,
  group: 0,
  tried: 0,
  last_at: '2026-01-01T00:00:00Z',
});

const maps = fc
  .record({
    contacts: fc.array(someone, { minLength: 1, maxLength: 24 }),
    pairs: fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 23 })), {
      maxLength: 40,
      selector: ([rep, contact]) => `${rep} ${contact}`,
    }),
    width: fc.integer({ min: 280, max: 2400 }),
  })
  .map(({ contacts, pairs, width }) => ({
    width,
    contacts: contacts.map(contactOf),
    ties: pairs.filter(([, contact]) => contact < contacts.length).map(tieOf),
  }));

const overlaps = (a: Box, b: Box): boolean =>
  a.left < b.left + b.width - 0.01 &&
  b.left < a.left + a.width - 0.01 &&
  a.top < b.top + b.height - 0.01 &&
  b.top < a.top + a.height - 0.01;

describe('a map’s picture', () => {
  test('has everybody once, within its bounds, and nobody on top of another', () => {
    fc.assert(
      fc.property(maps, ({ contacts, ties, width }) => {
        const layout = layoutOf({ contacts, ties }, width);
        expect(layout.contacts.map(({ contact }) => contact.contact).toSorted()).toEqual(
          contacts.map(({ contact }) => contact).toSorted(),
        );
        for (const { box, x, y } of layout.contacts) {
          expect(box.left).toBeGreaterThanOrEqual(0);
          expect(box.left + box.width).toBeLessThanOrEqual(width + 0.01);
          expect(box.top + box.height).toBeLessThanOrEqual(layout.height + 0.01);
          expect(x > box.left && x < box.left + box.width && y > box.top && y < box.top + box.height).toBe(true);
        }
        const boxes = layout.contacts.map(({ box }) => box);
        expect(boxes.some((a, i) => boxes.some((b, j) => j > i && overlaps(a, b)))).toBe(false);
      }),
    );
  });

  test('has a line for every tie, and each of ours at a place of their own', () => {
    fc.assert(
      fc.property(maps, ({ contacts, ties, width }) => {
        const { lines, reps, height } = layoutOf({ contacts, ties }, width);
        const key = ({ rep, contact }: Pick<Tie, 'rep' | 'contact'>): string => `${rep} ${contact}`;
        expect(lines.map(({ tie }) => key(tie)).toSorted()).toEqual(ties.map(key).toSorted());
        expect(new Set(reps.map(({ x, y }) => `${x} ${y}`)).size).toBe(new Set(ties.map(({ rep }) => rep)).size);
        for (const { x, y } of reps) expect(x > 0 && x < width && y > 0 && y < height).toBe(true);
        for (const { path } of lines) expect(path).not.toMatch(/NaN|Infinity|undefined/);
      }),
    );
  });

  test('is the same however the data come', () => {
    fc.assert(
      fc.property(maps, ({ contacts, ties, width }) => {
        const placed = (people: readonly MapContact[]): unknown =>
          layoutOf({ contacts: people, ties }, width)
            .contacts.map(({ contact, x, y }) => [contact.contact, x, y])
            .toSorted((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1));
        expect(placed(contacts.toReversed())).toEqual(placed(contacts));
      }),
    );
  });
});
