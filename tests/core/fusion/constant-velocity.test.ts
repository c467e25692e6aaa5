import { describe, expect, test } from 'vitest';
import { type Motion, costOf, predict, startMotion, update } from '#core/fusion/constant-velocity.ts';
import { fusionDefaults } from '#core/fusion/parameters.ts';
import { type GroundFix, groundPoint } from '#core/geometry/frames.ts';
import { chanceOf } from '#core/simulation/chance.ts';
import { micros } from '#core/time/micros.ts';
import { type FullState, predictFull, updateFull } from '../../support/full-kalman.ts';

/** Nobody is slowed down, nobody stops and no error has tails, which no book has. */
const parameters = { ...fusionDefaults, speed: 100, momentum: 100, tails: 0 };
const places = [
  [1, 0, 0, 0],
  [0, 1, 0, 0],
];

const asFull = ({ at, velocity, cov }: Motion): FullState => ({
  mean: [at.x, at.y, velocity.x, velocity.y],
  cov: [0, 4, 8, 12].map((row) => cov.slice(row, row + 4)),
});

/** A fix every tenth of a second, each with a covariance of its own. */
function walk(seed: number): readonly GroundFix[] {
  const chance = chanceOf(seed);
  return Array.from({ length: 40 }, (_, i): GroundFix => {
    const [xx, yy] = [chance.between(0.01, 0.2), chance.between(0.01, 0.2)];
    const xy = chance.between(-0.5, 0.5) * Math.sqrt(xx * yy);
    return { at: groundPoint(0.1 * i + chance.normal() * 0.1, 3 + chance.normal() * 0.1), cov: [xx, xy, xy, yy] };
  });
}

test.each([false, true])(
  'somebody is followed as by the book, whole matrices and all (ids believed: %s)',
  (trusted) => {
    const [first, ...fixes] = walk(7);
    let motion = startMotion(first!, micros(0), trusted, parameters);
    let full = asFull(motion);
    const more = trusted ? 0 : parameters.bias ** 2;
    const [dt, q] = [0.1, parameters.acceleration];
    const f = [
      [1, 0, dt, 0],
      [0, 1, 0, dt],
      [0, 0, 1, 0],
      [0, 0, 0, 1],
    ];
    const [pp, pv, vv] = [(q * dt ** 3) / 3, (q * dt ** 2) / 2, q * dt];
    const noise = [
      [pp, 0, pv, 0],
      [0, pp, 0, pv],
      [pv, 0, vv, 0],
      [0, pv, 0, vv],
    ];
    fixes.forEach((fix, i) => {
      const expected = predict(motion, micros((i + 1) * 100_000), parameters);
      motion = update(expected, fix, trusted, parameters);
      const [xx, xy, yx, yy] = fix.cov;
      const r = [
        [xx + more, xy],
        [yx, yy + more],
      ];
      full = updateFull(predictFull(full, f, noise), places, r, [fix.at.x, fix.at.y]);
      const now = asFull(motion);
      full.mean.forEach((value, k) => expect(now.mean[k]).toBeCloseTo(value, 9));
      full.cov.forEach((row, k) => row.forEach((value, c) => expect(now.cov[k]![c]).toBeCloseTo(value, 9)));
    });
    // Rounding never makes it lopsided.
    for (let r = 0; r < 4; r++) for (let c = 0; c < 4; c++) expect(motion.cov[4 * r + c]).toBe(motion.cov[4 * c + r]);
  },
);

test('what a fix costs is its squared Mahalanobis distance and the logarithm of the determinant, and beyond the gate everything', () => {
  const at = groundPoint(1, 1);
  const motion = startMotion({ at, cov: [0.02, 0, 0, 0.03] }, micros(0), true, fusionDefaults);
  const fix = (x: number): GroundFix => ({ at: groundPoint(1 + x, 1), cov: [0.02, 0, 0, 0.01] });
  expect(costOf(motion, fix(0.2), true, fusionDefaults)).toBeCloseTo(0.2 ** 2 / 0.04 + Math.log(0.04 * 0.04), 12);
  expect(costOf(motion, fix(0.7), true, fusionDefaults)).toBe(Infinity);
  // Cameras may disagree by more than their boxes say, a source whose ids are believed does not.
  expect(costOf(motion, fix(0.7), false, { ...fusionDefaults, tails: 0, bias: 0.15 })).toBeLessThan(Infinity);
});

describe('where errors have tails', () => {
  const at = groundPoint(1, 1);
  const motion = startMotion({ at, cov: [0.02, 0, 0, 0.02] }, micros(0), false, fusionDefaults);
  const fix = (x: number): GroundFix => ({ at: groundPoint(1 + x, 1), cov: [0.02, 0, 0, 0.02] });
  const variance = 2 * (0.02 + fusionDefaults.bias ** 2);
  const normal = { ...fusionDefaults, tails: 0 };

  test('the cost is −2 ln of Student’s t: what is near costs about the same, what is far off less, and no more than the gate allows', () => {
    for (const x of [0, 0.1, 0.4, 0.8]) {
      const freedom = 1 / fusionDefaults.tails;
      const density = (1 + x ** 2 / variance / freedom) ** (-(freedom + 2) / 2) / variance;
      expect(costOf(motion, fix(x), false, fusionDefaults)).toBeCloseTo(-2 * Math.log(density), 9);
    }
    expect(costOf(motion, fix(0.8), false, normal)).toBe(Infinity);
    expect(costOf(motion, fix(1.3), false, fusionDefaults)).toBe(Infinity);
  });

  test('who is told by it moves as ever: people turn and stop, too', () => {
    expect(update(motion, fix(0.8), false, fusionDefaults)).toEqual(update(motion, fix(0.8), false, normal));
  });

  test('but those of a source whose ids are believed have none', () => {
    expect(costOf(motion, fix(0.4), true, fusionDefaults)).toBe(costOf(motion, fix(0.4), true, normal));
  });
});
