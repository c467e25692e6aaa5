import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Detection } from '#core/detection/detection.ts';
import { ageP95, rateOf, simulate } from '../../support/simulated-watch.ts';

const SECOND = 1_000_000;
const PERIOD = SECOND / 15;
const LASTS = 20 * SECOND;

const shot = (x0: number, score = 0.9): Detection => ({ box: { x0, y0: 10, x1: x0 + 40, y1: 100 }, score, classId: 0 });

describe('four times as many frames as the network can look at', () => {
  /** Cameras in step, almost in step, and anyhow. */
  const overload = fc
    .record({ count: fc.integer({ min: 2, max: 8 }), phases: fc.array(fc.nat(66_000), { minLength: 8, maxLength: 8 }) })
    .map(({ count, phases }) => ({
      cameras: phases.slice(0, count).map((phase, i) => ({ id: `cam${i}`, period: PERIOD + (phase % 500), phase })),
      look: (4 * PERIOD) / count,
    }));

  test('no camera starves, what is said is fresh, and every frame is closed', async () => {
    await fc.assert(
      fc.asyncProperty(overload, async ({ cameras, look }) => {
        const { seen, open, offered, figures } = await simulate({ cameras, look: () => look, lasts: LASTS });
        const rates = cameras.map(({ id }) => rateOf(seen, id, LASTS));
        expect(Math.max(...rates) / Math.min(...rates)).toBeLessThanOrEqual(1.2);
        expect(ageP95(seen) / look).toBeLessThanOrEqual(2.05);
        expect(open).toBe(0);
        // Every frame is in one of the figures, but for those that wait or are looked at in the end.
        const counted = figures.cameras.flatMap((each) => [
          each.looked,
          each.still,
          each.replaced,
          each.stale,
          each.lost,
        ]);
        const sum = counted.reduce((a, b) => a + b, 0);
        expect(offered - sum).toBeLessThanOrEqual(cameras.length + 1);
        expect(offered - sum).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 25 },
    );
  });

  test('frames that are lost with a device are closed and counted, and the next ones are looked at', async () => {
    const cameras = [0, 1].map((i) => ({ id: `cam${i}`, period: PERIOD, phase: 9_000 * i }));
    const finds = (_: string, look: number) => (look % 10 === 9 ? null : []);
    const { seen, open, figures } = await simulate({ cameras, look: () => PERIOD, lasts: LASTS, finds });
    const lost = figures.cameras.reduce((sum, each) => sum + each.lost, 0);
    expect(lost).toBeGreaterThan(20);
    expect(seen.filter(({ how }) => how === 'looked').length).toBeGreaterThan(8 * lost);
    expect(open).toBe(0);
  });

  test('shares are as the weights are, of a person’s choice and of whether somebody is followed', async () => {
    const weights = fc.array(fc.record({ priority: fc.constantFrom(1, 2), tracks: fc.boolean() }), {
      minLength: 4,
      maxLength: 4,
    });
    await fc.assert(
      fc.asyncProperty(weights, async (attentions) => {
        const cameras = attentions.map((each, i) => ({ id: `cam${i}`, period: PERIOD, phase: 9_000 * i, ...each }));
        const { seen } = await simulate({ cameras, look: () => PERIOD, lasts: LASTS });
        const shares = cameras.map(
          ({ id, priority, tracks }) => rateOf(seen, id, LASTS) / (priority * (tracks ? 2 : 1)),
        );
        expect(Math.max(...shares) / Math.min(...shares)).toBeLessThanOrEqual(1.2);
      }),
      { numRuns: 12 },
    );
  });

  test('a camera that weighs next to nothing is looked at once a second all the same', async () => {
    const cameras = [100, 100, 100, 0.01].map((priority, i) => ({ id: `cam${i}`, period: PERIOD, priority }));
    const { seen } = await simulate({ cameras, look: () => PERIOD, lasts: LASTS });
    const times = seen.filter(({ camera }) => camera === 'cam3').map(({ time }) => time);
    expect(times.length).toBeGreaterThanOrEqual(20);
    const waits = times.slice(1).map((time, i) => time - times[i]!);
    expect(Math.max(...waits)).toBeLessThanOrEqual(1.2 * SECOND);
  });

  test('a network that is slower than once a second a camera serves them in turn', async () => {
    const cameras = [1, 50, 1, 1].map((priority, i) => ({ id: `cam${i}`, period: PERIOD, priority }));
    const { seen } = await simulate({ cameras, look: () => 0.7 * SECOND, lasts: 60 * SECOND });
    const rates = cameras.map(({ id }) => rateOf(seen, id, 60 * SECOND));
    expect(Math.max(...rates) / Math.min(...rates)).toBeLessThanOrEqual(1.2);
  });

  test.each([4, 8])('such a network, too, is given fresh frames of %i cameras', async (count) => {
    const look = 0.6 * SECOND;
    const period = (count * look) / 4;
    const cameras = Array.from({ length: count }, (_, i) => ({ id: `cam${i}`, period, phase: (i * period) / count }));
    const lasts = 200 * look;
    const { seen } = await simulate({ cameras, look: () => look, lasts });
    const rates = cameras.map(({ id }) => rateOf(seen, id, lasts));
    expect(Math.max(...rates) / Math.min(...rates)).toBeLessThanOrEqual(1.2);
    expect(ageP95(seen) / look).toBeLessThanOrEqual(2.05);
  });

  test('one camera that sends seldom, as in the dark, has its turn whenever it sends', async () => {
    const cameras = [PERIOD, PERIOD, PERIOD, 0.9 * SECOND].map((period, i) => ({ id: `cam${i}`, period }));
    const { seen } = await simulate({ cameras, look: () => PERIOD, lasts: LASTS });
    expect(seen.filter(({ camera }) => camera === 'cam3').length).toBeGreaterThanOrEqual(21);
  });
});

describe('a place where nothing happens', () => {
  const still = { id: 'still', period: PERIOD, shows: () => 'an empty aisle' };

  test('is looked at once a second, in no more than a tenth of its frames; the others are passed on', async () => {
    const { seen, offered, open } = await simulate({ cameras: [still], look: () => 10_000, lasts: LASTS });
    const looked = seen.filter(({ how }) => how === 'looked').length;
    expect(looked).toBeGreaterThanOrEqual(20);
    expect(looked / offered).toBeLessThanOrEqual(0.1);
    expect(seen.length).toBeGreaterThanOrEqual(offered - 1);
    expect(open).toBe(0);
  });

  test('keeps whom the network saw there: a person who stands still is in every sighting', async () => {
    const { seen } = await simulate({ cameras: [still], look: () => 10_000, lasts: LASTS, finds: () => [shot(50)] });
    expect(seen.every(({ detections }) => detections[0]?.box.x0 === 50)).toBe(true);
    expect(seen.filter(({ how }) => how === 'still').length).toBeGreaterThan(0.9 * seen.length);
  });

  test('what one look alone saw is not repeated: only what two in a row agree about', async () => {
    const finds = (_: string, look: number) => (look === 4 ? [shot(50)] : []);
    const { seen } = await simulate({ cameras: [still], look: () => 10_000, lasts: LASTS, finds });
    expect(seen.filter(({ detections }) => detections.length > 0).map(({ how }) => how)).toEqual(['looked']);
  });

  test('is looked at as soon as something moves: the very first such frame, and those after it', async () => {
    const stirs = (time: number) =>
      time > 5.5 * SECOND && time < 6.5 * SECOND ? `somebody at ${time}` : 'an empty aisle';
    const camera = { id: 'aisle', period: PERIOD, phase: 7, shows: stirs };
    const { seen } = await simulate({ cameras: [camera, still], look: () => 10_000, lasts: 10 * SECOND });
    const moving = seen.filter(({ camera: id, time }) => id === 'aisle' && time > 5.5 * SECOND && time < 6.5 * SECOND);
    expect(moving).toHaveLength(15);
    expect(moving.every(({ how }) => how === 'looked')).toBe(true);
  });

  test('leaves the network to the others', async () => {
    const busy = { id: 'busy', period: PERIOD };
    const cameras = [busy, still, { ...still, id: 'still2' }, { ...still, id: 'still3' }];
    const { seen } = await simulate({ cameras, look: () => PERIOD, lasts: LASTS });
    expect(rateOf(seen, 'busy', LASTS)).toBeGreaterThan(8);
    for (const { id } of cameras.slice(1)) expect(rateOf(seen, id, LASTS)).toBeGreaterThanOrEqual(1);
  });

  test('sightings of each camera are in order of time', async () => {
    const cameras = [still, { id: 'busy', period: PERIOD, phase: 20_000 }];
    const { seen } = await simulate({ cameras, look: () => 2 * PERIOD, lasts: LASTS });
    for (const { id } of cameras) {
      const times = seen.filter(({ camera }) => camera === id).map(({ time }) => time);
      expect(times).toEqual(times.toSorted((a, b) => a - b));
    }
  });
});

describe('the network that calibration chose', () => {
  const cameras = [0, 1, 2, 3].map((i) => ({ id: `cam${i}`, period: PERIOD, phase: 11_000 * i }));

  test('one that computes four frames at once is given all that wait, and shares stay fair', async () => {
    const { seen, figures, open } = await simulate({ cameras, look: () => 100_000, lasts: LASTS, batch: 4 });
    expect(figures.batch).toBe(4);
    const rates = cameras.map(({ id }) => rateOf(seen, id, LASTS));
    expect(Math.min(...rates)).toBeGreaterThan(8);
    expect(Math.max(...rates) / Math.min(...rates)).toBeLessThanOrEqual(1.2);
    expect(open).toBe(0);
  });

  test('a network that is too slow at its large size looks at a smaller picture', async () => {
    const look = (_: number, lens: number) => [400_000, 60_000][lens]!;
    const { figures, seen } = await simulate({ cameras, look, lasts: LASTS, sizes: [416, 256] });
    expect(figures).toMatchObject({ input: { width: 256 }, sizes: 2 });
    expect(seen.length).toBeGreaterThan(200);
  });

  test('one that has a single size stays at it, however slow it is', async () => {
    const { figures } = await simulate({ cameras, look: () => 400_000, lasts: LASTS });
    expect(figures).toMatchObject({ input: { width: 416 }, sizes: 1 });
  });
});

test('pictures for which the network gave no numbers are counted for their camera', async () => {
  const cameras = [{ id: 'cam', period: PERIOD }];
  const { figures } = await simulate({
    cameras,
    look: () => 10_000,
    lasts: LASTS,
    notNumbers: (look) => look % 10 === 0,
  });
  const [{ looked, notNumbers }] = figures.cameras as [(typeof figures.cameras)[0]];
  expect(notNumbers).toBe(Math.ceil(looked / 10));
});

test('a network that fails says so to whoever waits, and leaves no frame open', async () => {
  const cameras = [{ id: 'cam', period: PERIOD }];
  const finds = (_: string, look: number) => {
    if (look === 3) throw new Error('the network is gone');
    return [];
  };
  await expect(simulate({ cameras, look: () => 10_000, lasts: SECOND, finds })).rejects.toThrow('the network is gone');
});
