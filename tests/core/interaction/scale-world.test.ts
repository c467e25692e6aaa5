/** A made-up store of 200 plates and some three hundred things that happen in three minutes; see the support file. */
import { describe, expect, test } from 'vitest';
import { readingCounts } from '#core/interaction/interactions.ts';
import { batchesOf } from '#sensors/replay.ts';
import { scaleWorld } from '../../support/scale-world.ts';
import { scoreInteractions } from '../../support/score-interactions.ts';
import { weigh } from '../../support/weigh.ts';

describe('a made-up store of scales with noise of 3 to 15 g, drift, taps, hands, slams and bad rows', () => {
  test.each([1, 2, 3, 4])('seed %i: takes and returns are found with F1 of at least 0.97', (seed) => {
    const world = scaleWorld({ seed, shelves: 20, seconds: 180, noise: [3, 15] });
    expect(world.truth.length).toBeGreaterThan(250);
    const { interactions, state } = weigh(world.project, batchesOf(world.series));
    const { f1, missed, invented } = scoreInteractions(world.truth, interactions);
    expect({ f1, missed: missed.length, invented: invented.length }).toSatisfy(() => f1 >= 0.97);

    const counts = [...readingCounts(state).values()];
    const total = (name: 'late' | 'doubled' | 'missing' | 'gaps') => counts.reduce((sum, each) => sum + each[name], 0);
    const gapped = world.series.filter(({ times }) => times.some((time, i) => time - (times[i - 1] ?? 0) > 1e6)).length;
    expect(total('gaps')).toBe(gapped);
    expect(total('late')).toBeGreaterThan(1000);
    expect(total('doubled')).toBeGreaterThan(1000);
    expect(total('missing')).toBeGreaterThan(1000);
  });

  test('quiet scales of 3 g noise are read better still', () => {
    const world = scaleWorld({ seed: 11, shelves: 20, seconds: 180, noise: [3, 3] });
    const { interactions } = weigh(world.project, batchesOf(world.series));
    expect(scoreInteractions(world.truth, interactions).f1).toBeGreaterThanOrEqual(0.98);
  });
});
