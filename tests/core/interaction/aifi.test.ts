/** Two recordings of a real shop: exactly what is known to have happened, and nothing else, on all plates. */
import { describe, expect, test } from 'vitest';
import { readingCounts } from '#core/interaction/interactions.ts';
import { batchesOf } from '#sensors/replay.ts';
import { readBenchmark1, readCpsTest01 } from '../../support/aifi-weights.ts';
import { data } from '../../support/data.ts';
import { weigh } from '../../support/weigh.ts';

const cpsTest01 = data('aifi-nanostore/weights-cps-test-01');
const benchmark1 = data('aifi-nanostore/benchmark-1');

describe.skipIf(cpsTest01 === null)('cps-test-01, 316 plates, 34 s', () => {
  test('one Taco Bell Fire and one Fiji water are taken', () => {
    const { project, series } = readCpsTest01(cpsTest01!);
    expect(series).toHaveLength(316);
    const { interactions, state } = weigh(project, batchesOf(series));
    const [fire, fiji, ...others] = interactions.filter(({ type }) => type !== 'touch');
    expect(others).toEqual([]);

    expect(fire).toMatchObject({ type: 'take', shelf: 'g2s5' });
    expect(fire!.plates.map(({ plate }) => plate)).toEqual(['g2s5p3', 'g2s5p4', 'g2s5p5']);
    expect(fire!.candidates[0]).toMatchObject({ gtin: 'Taco Bell Fire', quantity: 1 });
    // 22:24:14.9 UTC on clocks that begin at 22:24:05.1
    expect(fire!.start / 1e6).toBeCloseTo(10.2, 0);

    expect(fiji).toMatchObject({ type: 'take', shelf: 'g1s5' });
    expect(fiji!.plates.map(({ plate }) => plate)).toEqual(['g1s5p10']);
    expect(fiji!.candidates[0]).toMatchObject({ gtin: 'FIJI WATER .5 LTR', quantity: 1 });
    expect(fiji!.start / 1e6).toBeCloseTo(16.6, 0);

    // One batch of gondola 4 begins 4.7 ms before the one before it ended.
    const late = [...readingCounts(state)].filter(([, counts]) => counts.late > 0);
    expect(late).toHaveLength(60);
    expect(late.every(([sensor]) => sensor.startsWith('g4'))).toBe(true);
  });
});

describe.skipIf(benchmark1 === null)('benchmark-1, 17 s', () => {
  test('one 071142008582 is taken', () => {
    const { project, series } = readBenchmark1(benchmark1!);
    const claims = weigh(project, batchesOf(series)).interactions.filter(({ type }) => type !== 'touch');
    expect(claims).toHaveLength(1);
    expect(claims[0]).toMatchObject({ type: 'take', shelf: 'g1s5' });
    expect(claims[0]!.candidates[0]).toMatchObject({ gtin: '071142008582', quantity: 1 });
  });
});
