import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bootstrapIntervals } from '#core/metrics/bootstrap.ts';
import { type Metric, count, fraction } from '#core/metrics/metric.ts';

interface Sums {
  readonly part: number;
  readonly whole: number;
}

const add = (all: readonly Sums[], of: keyof Sums) => all.reduce((sum, sums) => sum + sums[of], 0);

/** Not the mean of shares: what is long weighs more. */
const share = {
  name: 'Share',
  figures: { share: { ...fraction, none: -1 }, part: count },
  score: (sums) => sums,
  combine: (all) => ({ part: add(all, 'part'), whole: add(all, 'whole') }),
  finish: ({ part, whole }) => ({ share: whole === 0 ? -1 : part / whole, part }),
} as const satisfies Metric<Sums, Sums, 'share' | 'part'>;

const of = (...parts: readonly number[]): Sums[] => parts.map((part) => ({ part, whole: 10 }));

describe('intervals', () => {
  test('are given with the number of sequences, from five on, of fractions only', () => {
    expect(bootstrapIntervals(share, of(1, 2, 3, 4), 1)).toBeNull();
    expect(bootstrapIntervals(share, of(3, 3, 3, 3, 3), 1)).toEqual({
      sequences: 5,
      level: 0.95,
      figures: { share: { low: 0.3, high: 0.3 } },
    });
  });

  test('are as wide as those of the mean of a normal sample', () => {
    // 40 shares with a mean of 0.5 and a standard deviation of 0.2, so 0.0316 of their mean.
    const parts = Array.from({ length: 40 }, (_, i) => (i % 2 === 0 ? 3 : 7));
    const { low, high } = bootstrapIntervals(share, of(...parts), 1)!.figures.share!;
    expect(low).toBeCloseTo(0.5 - 1.96 * 0.0316, 1);
    expect(high - low).toBeGreaterThan(0.9 * 2 * 1.96 * 0.0316);
    expect(high - low).toBeLessThan(1.1 * 2 * 1.96 * 0.0316);
  });

  test('come of sums put together, not of an average of figures', () => {
    const long = { part: 1000, whole: 1000 };
    const { low } = bootstrapIntervals(share, [long, long, long, long, ...of(0)], 1)!.figures.share!;
    // Even with four draws of five being the short one; figures averaged would come down to 0.2.
    expect(low).toBeGreaterThan(0.95);
  });

  test('draws that have no figure are left out; with none left there is no interval', () => {
    const none = { part: 0, whole: 0 };
    expect(bootstrapIntervals(share, [none, none, none, none, none], 1)!.figures).toEqual({});
    const { low, high } = bootstrapIntervals(share, [none, none, none, none, ...of(5)], 1)!.figures.share!;
    expect([low, high]).toEqual([0.5, 0.5]);
  });

  test('lie between the least and the largest sequence, and are the same for the same seed', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 10 }), { minLength: 5, maxLength: 9 }),
        fc.integer(),
        (parts, seed) => {
          const { low, high } = bootstrapIntervals(share, of(...parts), seed)!.figures.share!;
          expect(low).toBeGreaterThanOrEqual(Math.min(...parts) / 10);
          expect(high).toBeLessThanOrEqual(Math.max(...parts) / 10);
          expect(low).toBeLessThanOrEqual(high);
          expect(bootstrapIntervals(share, of(...parts), seed)!.figures.share).toEqual({ low, high });
        },
      ),
      { numRuns: 20 },
    );
  });
});
