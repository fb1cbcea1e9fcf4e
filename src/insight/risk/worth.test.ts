import { describe, expect, test } from 'vitest';
import { judged } from './worth.ts';

describe('what flags were worth', () => {
  test('is judged over all flags together, and not at all with few deals', () => {
    const all = { won: 150, closed: 400 };
    const found = judged(
      [
        ['stalled', { won: 10, closed: 70 }],
        ['silent', { won: 12, closed: 34 }],
        ['overdue', { won: 0, closed: 9 }],
        // p = 0.033 alone: among three that are judged no discovery.
        ['concentrated', { won: 22, closed: 42 }],
      ],
      all,
    );
    expect(found.map(({ flag, verdict }) => [flag, verdict])).toEqual([
      ['stalled', 'less'],
      ['silent', 'within'],
      ['overdue', 'too_little'],
      ['concentrated', 'within'],
    ]);
    expect(found[3]!.chance).toBeLessThan(0.05);
    expect(found[3]!.difference![0]).toBeGreaterThan(0);
  });
});
