/** What holds of every metric of trackers. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Metric } from '#core/metrics/metric.ts';
import type { ScoredSequence } from '#core/metrics/sequence.ts';
import { tracking, trackingMetrics } from '#core/metrics/tracking.ts';
import { type Frame, anyFrames, letters, sequence } from '../../support/sequences.ts';

const metrics: Metric<ScoredSequence, unknown, string>[] = [...Object.values(trackingMetrics), tracking];

function near(got: Readonly<Record<string, number>>, wanted: Readonly<Record<string, number>>): void {
  expect(Object.keys(got)).toEqual(Object.keys(wanted));
  for (const [name, value] of Object.entries(wanted)) expect(got[name], name).toBeCloseTo(value, 12);
}

/** Everybody where they are, under their own name. */
const perfect = (frames: readonly Frame[]) =>
  sequence(
    frames.map(([truth]): Frame => {
      const names = truth.toLowerCase();
      return [truth, names, Object.fromEntries(letters(truth).map((id) => [id + id.toLowerCase(), 1]))];
    }),
  );

/** Similarities without ties: where two matchings are equally good, the order of the rows may decide. */
const distinct = anyFrames.map((frames) =>
  frames.map(([truth, tracked, similar], f): Frame => {
    const shifted = Object.entries(similar!).map(([pair, value], i): [string, number] => [
      pair,
      value === 0 ? 0 : (0.9 * value + 1 / (11 + ((i * 7 + f * 3) % 29))) / 1.1,
    ]);
    return [truth, tracked, Object.fromEntries(shifted)];
  }),
);

describe.each(metrics.map((metric) => [metric.name, metric] as const))('%s', (_, metric) => {
  const finished = (frames: readonly Frame[]) => metric.finish(metric.score(sequence(frames)));

  test('gives the figures it says, fractions of at most 1 and whole counts from 0', () => {
    fc.assert(
      fc.property(anyFrames, (frames) => {
        const figures = finished(frames);
        expect(Object.keys(figures)).toEqual(Object.keys(metric.figures));
        for (const [name, { kind }] of Object.entries(metric.figures)) {
          const value = figures[name]!;
          if (kind === 'count') expect(Number.isInteger(value) && value >= 0, name).toBe(true);
          else expect(value, name).toBeLessThanOrEqual(1 + 1e-12);
          if (!['MOTA', 'MODA'].includes(name)) expect(value, name).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });

  test('following everybody perfectly is 1 in every fraction, and no mistake', () => {
    fc.assert(
      fc.property(
        anyFrames.filter((frames) => frames.some(([truth]) => truth !== '')),
        (frames) => {
          const figures = metric.finish(metric.score(perfect(frames)));
          for (const [name, { kind, better }] of Object.entries(metric.figures)) {
            if (kind === 'fraction') expect(figures[name], name).toBeCloseTo(1, 12);
            // Whoever is away himself for a while is taken up again, too.
            else if (better === 'lower' && name !== 'Frag') expect(figures[name], name).toBe(0);
          }
        },
      ),
    );
  });

  test('the order of the rows of a frame changes nothing, nor does what identities are called', () => {
    const called: Record<string, string> = { A: 'C', B: 'D', C: 'A', D: 'B', a: 'd', b: 'c', c: 'b', d: 'a' };
    const renamed = (text: string) =>
      letters(text)
        .map((letter) => called[letter]!)
        .join('');
    fc.assert(
      fc.property(distinct, (frames) => {
        const other = frames.map(([truth, tracked, similar]): Frame => [
          letters(renamed(truth)).reverse().join(''),
          letters(renamed(tracked)).reverse().join(''),
          Object.fromEntries(Object.entries(similar!).map(([pair, value]) => [renamed(pair), value])),
        ]);
        near(finished(other), finished(frames));
      }),
    );
  });

  test('sequences are combined in any order, and in heaps', () => {
    fc.assert(
      fc.property(anyFrames, anyFrames, anyFrames, (a, b, c) => {
        const [x, y, z] = [a, b, c].map((frames) => metric.score(sequence(frames)));
        const all = metric.finish(metric.combine([x, y, z]));
        near(metric.finish(metric.combine([z, x, y])), all);
        near(metric.finish(metric.combine([metric.combine([x, y]), z])), all);
      }),
    );
  });

  test('a sequence combined with itself has the same fractions and twice the counts', () => {
    fc.assert(
      fc.property(
        anyFrames.filter((frames) => frames.some(([truth]) => truth !== '')),
        (frames) => {
          const sums = metric.score(sequence(frames));
          const once = metric.finish(sums);
          const twice = Object.entries(metric.figures).map(([name, { kind }]): [string, number] => [
            name,
            once[name]! * (kind === 'count' ? 2 : 1),
          ]);
          near(metric.finish(metric.combine([sums, sums])), Object.fromEntries(twice));
        },
      ),
    );
  });
});
