import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { groundPoint } from '#core/geometry/frames.ts';
import { createInteractions, readingCounts, stepInteractions } from '#core/interaction/interactions.ts';
import type { ReadingBatch } from '#core/interaction/reading-batch.ts';
import { shelfModel } from '#core/interaction/shelf-model.ts';
import type { Whereabouts } from '#core/interaction/whereabouts.ts';
import { micros } from '#core/time/micros.ts';
import { type RecordedSeries, batchesOf } from '#sensors/replay.ts';
import { mulberry32 } from '../../support/floor-world.ts';
import { scaleWorld } from '../../support/scale-world.ts';
import { CRISPS, WATER, tinyProject } from '../../support/tiny-project.ts';
import { weigh } from '../../support/weigh.ts';

const PLATES = ['f1-s1-p1', 'f1-s1-p2', 'f1-s1-p3', 'f1-s1-p4'] as const;
const SECONDS = 20;

/** Grams over seconds on each of the tiny shop's plates, at 60 Hz with 3 g of noise. */
function recorded(
  levels: Partial<Record<(typeof PLATES)[number], (s: number) => number>>,
  noise = 3,
): RecordedSeries[] {
  const random = mulberry32(7);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return PLATES.map((sensor) => {
    const times = Float64Array.from({ length: SECONDS * 60 }, (_, i) => Math.round((i * 1e6) / 60));
    const values = Float32Array.from(times, (time) => 2000 + (levels[sensor]?.(time / 1e6) ?? 0) + noise * normal());
    return { sensor, times, values };
  });
}

const from = (start: number, grams: number) => (s: number) => (s >= start ? grams : 0);
const during = (start: number, end: number, grams: number) => (s: number) => (s >= start && s < end ? grams : 0);
const told = (series: RecordedSeries[], project = tinyProject()) =>
  weigh(project, batchesOf(series)).interactions.map(({ type, candidates: [best] }) =>
    best && type !== 'touch' ? `${type} ${best.quantity} × ${best.gtin}` : type,
  );

describe('what the scales tell', () => {
  test('a pack lifted is a take of it, with its time, plates and weight', () => {
    const { interactions } = weigh(tinyProject(), batchesOf(recorded({ 'f1-s1-p3': from(8, -538) })));
    expect(interactions).toHaveLength(1);
    const [take] = interactions;
    expect(take).toMatchObject({ id: 'I1', type: 'take', fixture: 'f1', shelf: 'f1-s1' });
    expect(take!.plates.map(({ plate }) => plate)).toEqual(['f1-s1-p3']);
    expect(take!.grams).toBeCloseTo(-538, -1);
    expect(take!.start / 1e6).toBeCloseTo(8, 0);
    expect(take!.end / 1e6).toBeCloseTo(8, 0);
    expect(take!.candidates[0]).toMatchObject({ gtin: WATER, quantity: 1 });
    expect(take!.candidates[0]!.probability).toBeGreaterThan(0.95);
    expect(take!.candidates.reduce((sum, { probability }) => sum + probability, 0)).toBeLessThanOrEqual(1);
  });

  test('one pack on two plates is one take; three packs are three units', () => {
    expect(told(recorded({ 'f1-s1-p1': from(8, -40), 'f1-s1-p2': from(8.1, -65) }))).toEqual([`take 1 × ${CRISPS}`]);
    expect(told(recorded({ 'f1-s1-p1': from(8, -315) }))).toEqual([`take 3 × ${CRISPS}`]);
  });

  test('a pack that stood on the border belongs to the facing that carried more of it', () => {
    const alike = tinyProject();
    const skus = alike.skus.map((sku) => ({ ...sku, unitWeight: 105 }));
    const crisps = recorded({ 'f1-s1-p2': from(8, -80), 'f1-s1-p3': from(8, -25) });
    const water = recorded({ 'f1-s1-p2': from(8, -25), 'f1-s1-p3': from(8, -80) });
    expect(told(crisps, { ...alike, skus })).toEqual([`take 1 × ${CRISPS}`]);
    expect(told(water, { ...alike, skus })).toEqual([`take 1 × ${WATER}`]);
  });

  test('two SKUs side by side lifted within 300 ms are two takes', () => {
    const both = told(recorded({ 'f1-s1-p2': from(8, -105), 'f1-s1-p3': from(8.25, -538) }));
    expect(both.sort()).toEqual([`take 1 × ${CRISPS}`, `take 1 × ${WATER}`]);
  });

  test('a slow lift of 10 s is one take', () => {
    const lift = (s: number) => -538 * Math.min(1, Math.max(0, (s - 5) / 10));
    expect(told(recorded({ 'f1-s1-p3': lift }))).toEqual([`take 1 × ${WATER}`]);
  });

  test('a hand that rests on the pack before it takes it is one take', () => {
    const held = (s: number) => (s < 8 ? 0 : s < 10.5 ? 250 : -538);
    expect(told(recorded({ 'f1-s1-p3': held }))).toEqual([`take 1 × ${WATER}`]);
  });

  test('a pack lifted and put back is a take and a return', () => {
    expect(told(recorded({ 'f1-s1-p3': during(6, 11, -538) }))).toEqual([`take 1 × ${WATER}`, `return 1 × ${WATER}`]);
  });

  test('a pack pushed from one plate to the next leaves no take', () => {
    expect(told(recorded({ 'f1-s1-p1': from(8, -105), 'f1-s1-p2': from(8, 105) }))).toEqual([]);
  });

  test('a short tap is nothing, a hand that comes and goes is a touch', () => {
    expect(told(recorded({ 'f1-s1-p3': during(8, 8.03, 300) }))).toEqual([]);
    expect(told(recorded({ 'f1-s1-p3': during(8, 8.7, 300) }))).toEqual(['touch']);
  });

  test.each([
    ['a third of a bottle', -180],
    ['a bottle and a half', -800],
    ['a load that fits nothing', 311],
  ])('%s is no take', (_, grams) => {
    expect(told(recorded({ 'f1-s1-p3': from(5, grams) })).filter((what) => what.startsWith('take'))).toEqual([]);
  });

  test('nothing is taken from an empty facing', () => {
    expect(told(recorded({ 'f1-s1-p4': from(5, -900) }))).toEqual(['touch']);
  });

  test('drift of 50 g/h is no change, and a take after it is weighed right', () => {
    const drift = (s: number) => (50 / 3600) * s + (s > 16 ? -105 : 0);
    expect(told(recorded({ 'f1-s1-p1': drift }))).toEqual([`take 1 × ${CRISPS}`]);
  });

  test('a take in a gap of 2 s is found, and the gap is counted', () => {
    const series = recorded({ 'f1-s1-p3': from(9, -538) }).map((each) => {
      if (each.sensor !== 'f1-s1-p3') return each;
      const keep = [...each.times.keys()].filter((i) => each.times[i]! < 8e6 || each.times[i]! >= 10e6);
      const times = Float64Array.from(keep, (i) => each.times[i]!);
      return { ...each, times, values: Float32Array.from(keep, (i) => each.values[i]!) };
    });
    const { interactions, state } = weigh(tinyProject(), batchesOf(series));
    expect(interactions.map(({ type }) => type)).toEqual(['take']);
    expect(readingCounts(state).get('f1-s1-p3')).toEqual({ late: 0, doubled: 0, missing: 0, gaps: 1 });
  });

  test('a scale that fell silent for good does not silence the others', () => {
    const series = recorded({ 'f1-s1-p3': from(12, -538) }).map((each) =>
      each.sensor === 'f1-s1-p1'
        ? { ...each, times: each.times.slice(0, 300), values: each.values.slice(0, 300) }
        : each,
    );
    let state = createInteractions(shelfModel(tinyProject()));
    const types: string[] = [];
    for (const batch of batchesOf(series)) {
      const step = stepInteractions(state, batch, []);
      state = step.state;
      types.push(...step.interactions.map(({ type }) => type));
    }
    expect(types).toEqual(['take']);
  });
});

describe('who did it', () => {
  const place = (shopper: string, x: number, y: number, hands: { x: number; y: number; z: number }[] = []) => ({
    shopper,
    path: Array.from({ length: SECONDS * 10 }, (_, i) => ({
      time: micros(i * 1e5),
      at: groundPoint(x, y),
      cov: [0.02, 0, 0, 0.02] as const,
      hands,
    })),
  });
  const take = (whereabouts: Whereabouts, project = tinyProject()) =>
    weigh(project, batchesOf(recorded({ 'f1-s1-p3': from(8, -538) })), whereabouts).interactions[0]!.attributions;

  test('whoever is in reach of the plate', () => {
    const [first, ...others] = take([place('far', 0.5, 0.5), place('near', 2, 2.3)]);
    expect(first!.shopper).toBe('near');
    expect(first!.probability).toBeGreaterThan(0.9);
    expect(others.every(({ probability }) => probability < 0.01)).toBe(true);
  });

  test('nobody, when nobody is in reach', () => {
    expect(take([place('far', 0.5, 0.5)])).toEqual([]);
    expect(take([])).toEqual([]);
  });

  test('of two side by side, the one whose hand is at the plate', () => {
    const hand = { x: 2, y: 2.75, z: 1 };
    const [first] = take([place('left', 1.8, 2.3, [{ x: 1.6, y: 2.4, z: 1 }]), place('right', 2.2, 2.3, [hand])]);
    expect(first!.shopper).toBe('right');
    expect(first!.probability).toBeGreaterThan(0.8);
  });

  test('not who stands as near on the other side of the fixture behind it', () => {
    const [fixture] = tinyProject().fixtures;
    const behind = fixture!.footprint.map(([x, y]): [number, number] => [x, y + 0.4]);
    const project = tinyProject({ fixtures: [fixture!, { ...fixture!, id: 'f2', footprint: behind, shelves: [] }] });
    const [first] = take([place('before', 2, 2.3), place('behind', 2, 3.3)], project);
    expect(first).toMatchObject({ shopper: 'before' });
    expect(first!.probability).toBeGreaterThan(0.85);
  });

  test('not who only passes by, if a little nearer', () => {
    const standing = place('standing', 2, 2.2);
    const path = standing.path.map((point, i) => ({ ...point, at: groundPoint(2 + 1.2 * (i / 10 - 8), 2.3) }));
    const [first] = take([standing, { shopper: 'passing', path }]);
    expect(first).toMatchObject({ shopper: 'standing' });
  });

  test('probabilities sum to 1 or less', () => {
    const all = take([place('a', 1.9, 2.3), place('b', 2.1, 2.3), place('c', 2, 2.1)]);
    expect(all).toHaveLength(3);
    expect(all.reduce((sum, { probability }) => sum + probability, 0)).toBeLessThanOrEqual(1);
  });
});

describe('a step', () => {
  test('leaves the state it started from as it was', () => {
    const batches = [...batchesOf(recorded({ 'f1-s1-p3': from(8, -538) }))];
    const states = [createInteractions(shelfModel(tinyProject()))];
    const stories = batches.map((batch) => {
      const step = stepInteractions(states.at(-1)!, batch, []);
      states.push(step.state);
      return step.interactions;
    });
    // Every state, stepped again with the same batch, tells the same.
    batches.forEach((batch, i) => {
      expect(stepInteractions(states[i]!, batch, []).interactions).toEqual(stories[i]);
    });
    expect(stories.flat()).toHaveLength(1);
  });

  test('tells the same however the rows are cut into batches', () => {
    const world = scaleWorld({ seed: 5, shelves: 2, seconds: 60, noise: [3, 15] });
    const whole = weigh(world.project, batchesOf(world.series));
    expect(whole.interactions.length).toBeGreaterThan(5);
    // 50 rows around a gap of 2 s span 2.8 s: less than the silence that is waited for.
    const cuts = fc.array(fc.record({ rows: fc.integer({ min: 1, max: 50 }) }), { minLength: 1, maxLength: 40 });
    const property = fc.property(cuts, fc.double({ min: 0.1, max: 2.5, noNaN: true }), (sizes, seconds) => {
      const even = weigh(world.project, batchesOf(world.series, seconds));
      expect(even.interactions).toEqual(whole.interactions);
      const ragged = weigh(
        world.project,
        cut(
          world.series,
          sizes.map(({ rows }) => rows),
        ),
      );
      expect(ragged.interactions).toEqual(whole.interactions);
      expect([...readingCounts(ragged.state)]).toEqual([...readingCounts(whole.state)]);
    });
    fc.assert(property, { numRuns: 5 });
  });
});

/** Each sensor's rows in batches of these sizes in turn, all batches in the order of their times. */
function cut(series: readonly RecordedSeries[], sizes: readonly number[]): ReadingBatch[] {
  return series
    .flatMap(({ sensor, times, values }, s) => {
      const batches: ReadingBatch[] = [];
      let newest = -Infinity;
      for (let begin = 0, turn = s; begin < times.length; turn++) {
        const end = begin + sizes[turn % sizes.length]!;
        newest = Math.max(newest, ...times.slice(begin, end));
        const rows = { times: times.slice(begin, end), values: values.slice(begin, end) };
        batches.push({ kind: 'readings', sensor, time: micros(newest), ...rows });
        begin = end;
      }
      return batches;
    })
    .sort((a, b) => a.time - b.time);
}
