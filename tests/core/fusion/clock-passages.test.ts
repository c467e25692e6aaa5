import { describe, expect, test } from 'vitest';
import { type Difference, type Passage, type Residual, continuePassage } from '#core/fusion/clock-passages.ts';
import { solveSymmetric } from '#core/math/symmetric.ts';
import { chanceOf } from '#core/simulation/chance.ts';

/** σ of what lasts, m, and how long it does, m. */
const [LASTING, LASTS] = [0.15, 3];
/** m² */
const NOISE = 0.04;
/** s */
const STEP = 0.3;
const NOBODY_KNOWS: Difference = { value: 0, variance: 0.08 };

interface Walk {
  /** m/s, {@link STEP} apart. */
  readonly velocities: readonly (readonly [x: number, y: number])[];
  /** By how much the clocks differ, s. */
  readonly difference?: number;
  /** By how much the cameras disagree all the while, m. */
  readonly beside?: readonly [x: number, y: number];
  /** Of the noise; none where left out. */
  readonly seed?: number;
}

function residualsOf({ velocities, difference = 0, beside = [0, 0], seed }: Walk): readonly Residual[] {
  const chance = chanceOf(seed ?? 0);
  const noise = () => (seed === undefined ? 0 : Math.sqrt(NOISE) * chance.normal());
  return velocities.map(([x, y], i) => ({
    x: beside[0] - difference * x + noise(),
    y: beside[1] - difference * y + noise(),
    cov: [NOISE, 0, 0, NOISE],
    velocity: { x, y },
    time: i * STEP,
  }));
}

/** All that was told, together: by how much the clocks differ, and how well that is known, s. */
function tellAll(
  residuals: readonly Residual[],
  known = NOBODY_KNOWS,
): { readonly value: number; readonly sigma: number } {
  let passage: Passage | null = null;
  let [information, sum] = [0, 0];
  for (const residual of residuals) {
    const next = continuePassage(passage, residual, LASTING, known);
    passage = next.passage;
    if (next.told === null) continue;
    information += 1 / next.told.variance;
    sum += next.told.value / next.told.variance;
  }
  return { value: sum / information, sigma: 1 / Math.sqrt(information) };
}

const repeat = <T>(times: number, value: T): readonly T[] => Array.from({ length: times }, () => value);
const straightOn = repeat(12, [1.2, 0] as const);
const toAndFro = [...repeat(8, [1.2, 0] as const), ...repeat(8, [-1.2, 0] as const)];

describe('two cameras that see one shopper', () => {
  test('who walks straight on: what the cameras disagree by may be one thing or the other, and it is known how little is known', () => {
    const { value, sigma } = tellAll(residualsOf({ velocities: straightOn, beside: [-0.15, 0] }));
    expect(sigma).toBeGreaterThan(0.7 * (LASTING / 1.2));
    expect(Math.abs(value)).toBeLessThan(1.5 * sigma);
  });

  test('who turns back: what the cameras disagree by is told from a difference of clocks', () => {
    const { value, sigma } = tellAll(residualsOf({ velocities: toAndFro, beside: [-0.15, 0.1], difference: 0.1 }));
    expect(sigma).toBeLessThan(0.07);
    expect(Math.abs(value - 0.1)).toBeLessThan(0.02);
  });

  test('who stands, and then walks, tells more than who walks', () => {
    const stands = [...repeat(12, [0, 0] as const), ...straightOn];
    const [walked, stood] = [straightOn, stands].map((velocities) => tellAll(residualsOf({ velocities })));
    expect(stood!.sigma).toBeLessThan(0.85 * walked!.sigma);
  });

  test('and who only stands tells nothing', () => {
    let passage: Passage | null = null;
    for (const residual of residualsOf({ velocities: repeat(9, [0, 0] as const), beside: [0.2, 0.1] })) {
      const next = continuePassage(passage, residual, LASTING, NOBODY_KNOWS);
      passage = next.passage;
      expect(next.told).toBeNull();
    }
    expect(passage!.b.x).toBeGreaterThan(0.1);
  });

  test('what is told bit by bit is what generalised least squares make of all of it', () => {
    const velocities = Array.from({ length: 16 }, (_, i) => [Math.cos(i / 3), Math.sin(i / 5)] as const);
    const residuals = residualsOf({ velocities, beside: [0.1, -0.05], difference: 0.05 });
    const { value, sigma } = tellAll(residuals);
    const [wanted, wantedSigma] = leastSquares(residuals);
    expect(value).toBeCloseTo(wanted, 10);
    expect(sigma).toBeCloseTo(wantedSigma, 10);
  });

  test('over many walks errors are as large as they are said to be', () => {
    const errors = Array.from({ length: 400 }, (_, seed) => {
      const chance = chanceOf(seed).fork('beside');
      const beside = [LASTING * chance.normal(), LASTING * chance.normal()] as const;
      const { value, sigma } = tellAll(residualsOf({ velocities: toAndFro, difference: 0.08, beside, seed }));
      return (value - 0.08) / sigma;
    });
    const spread = Math.sqrt(errors.reduce((sum, error) => sum + error ** 2, 0) / errors.length);
    expect(spread).toBeGreaterThan(0.7);
    expect(spread).toBeLessThan(1.15);
  });

  test('a box of somebody else hardly counts', () => {
    const residuals = residualsOf({ velocities: toAndFro, difference: 0.05 });
    const mixedUp = residuals.map((residual, i) => (i === 10 ? { ...residual, x: residual.x + 2.5 } : residual));
    const known = { value: 0.05, variance: 0.02 ** 2 };
    expect(Math.abs(tellAll(mixedUp, known).value - 0.05)).toBeLessThan(0.06);
  });
});

/** All residuals at once, whose errors are alike by how far was walked between. */
function leastSquares(residuals: readonly Residual[]): readonly [value: number, sigma: number] {
  const n = residuals.length;
  let far = 0;
  const walked = residuals.map(({ velocity }, i) => (far += i === 0 ? 0 : STEP * Math.hypot(velocity.x, velocity.y)));
  const covariance = Float64Array.from({ length: n * n }, (_, k) => {
    const [i, j] = [Math.floor(k / n), k % n];
    return LASTING ** 2 * Math.exp(-Math.abs(walked[i]! - walked[j]!) / LASTS) + (i === j ? NOISE : 0);
  });
  let [information, sum] = [0, 0];
  for (const axis of ['x', 'y'] as const) {
    const h = Float64Array.from(residuals, ({ velocity }) => -velocity[axis]);
    const weighted = solveSymmetric(covariance.slice(), h.slice())!;
    information += weighted.reduce((all, w, i) => all + w * h[i]!, 0);
    sum += weighted.reduce((all, w, i) => all + w * residuals[i]![axis], 0);
  }
  return [sum / information, 1 / Math.sqrt(information)];
}
