import { describe, expect, test } from 'vitest';
import { agreeClocks } from '#core/calibration/agree-clocks.ts';
import type { TimedFix } from '#core/calibration/floor-walk.ts';
import { groundPoint } from '#core/geometry/frames.ts';
import { chanceOf } from '#core/simulation/chance.ts';

/** Round and round at a metre a second. */
const place = (t: number) => groundPoint(2 * Math.cos(t / 2), 2 * Math.sin(t / 2));

/** @param late - s. @param seen - From when to when, s. */
function fixes(late: number, seed: number, [from, to] = [0, 60]): readonly TimedFix[] {
  const chance = chanceOf(seed);
  return Array.from({ length: 600 }, (_, i) => i / 10 + 0.1 * chance.between(0, 1))
    .filter((t) => t >= from && t < to)
    .map((t) => {
      const { x, y } = place(t);
      const off = () => 0.06 * chance.normal();
      return { time: t + late, at: groundPoint(x + off(), y + off()), cov: [0.0036, 0, 0, 0.0036] as const };
    });
}

describe('clocks of cameras that saw one walk', () => {
  test('are set right together, the reference stays, and it is said how well', () => {
    const late = [0, 0.05, -0.03, 0.08];
    const cameras = late.map((each, i) => ({ fixes: fixes(each, i + 1), reference: i === 0 }));
    const agreed = agreeClocks(cameras);
    expect(agreed[0]).toEqual({ more: 0, sigma: 0 });
    for (const [i, { more, sigma }] of agreed.entries()) {
      expect(Math.abs(more - late[i]!)).toBeLessThan(0.015);
      expect(sigma).toBeLessThan(0.01);
    }
  });

  test('are known through one that meets both', () => {
    const agreed = agreeClocks([
      { fixes: fixes(0, 1, [0, 30]), reference: true },
      { fixes: fixes(0.04, 2), reference: false },
      { fixes: fixes(-0.04, 3, [30, 60]), reference: false },
    ]);
    expect(Math.abs(agreed[1]!.more - 0.04)).toBeLessThan(0.015);
    expect(Math.abs(agreed[2]!.more + 0.04)).toBeLessThan(0.02);
    expect(agreed[2]!.sigma).toBeGreaterThan(agreed[1]!.sigma);
  });

  test('are known as well as is said', () => {
    const late = [0, 0.05, -0.03];
    const off = Array.from({ length: 12 }, (_, i) =>
      agreeClocks(late.map((each, k) => ({ fixes: fixes(each, 1 + 3 * i + k), reference: k === 0 }))),
    ).flatMap((agreed) => agreed.slice(1).map(({ more, sigma }, k) => (more - late[k + 1]!) / sigma));
    const rms = Math.sqrt(off.reduce((sum, each) => sum + each * each, 0) / off.length);
    expect(rms).toBeGreaterThan(0.6);
    expect(rms).toBeLessThan(1.5);
  });

  test.each([
    ['was seen by two', fixes(0.05, 2, [30, 60])],
    ['was seen at all', []],
    ['was seen by two for as much as three seconds', fixes(0.05, 2, [17.5, 40])],
  ])('stay as they were where nobody %s, and it is said how little is known', (_, seen) => {
    const agreed = agreeClocks([
      { fixes: fixes(0, 1, [0, 20]), reference: true },
      { fixes: seen, reference: false },
    ]);
    expect(agreed[1]!.more).toBe(0);
    expect(agreed[1]!.sigma).toBeCloseTo(0.1, 6);
  });
});
