/**
 * How late the clocks of all cameras are that saw one walk, from every two of them at once: where one camera placed the walker
 * against the walk as the other saw it, along the way they went. What a camera errs by is in all its comparisons and cancels in a
 * loop of three, so that least squares over all pairs does as well as one long fit of everything; one camera after the other, each
 * against the rest, would let all of them drift away from the reference together.
 *
 * Source: A. Giridhar & P. R. Kumar, *Distributed Clock Synchronization over Wireless Networks*, IEEE CDC (2006) 4915–4920, for
 * least squares over differences; P. J. Huber, *Robust Estimation of a Location Parameter*, Ann. Math. Stat. 35 (1964) 73–101.
 */
import { type FloorWalk, type TimedFix, floorWalk } from '#core/calibration/floor-walk.ts';
import { invertSymmetric } from '#core/math/symmetric.ts';

export interface ClockedFixes {
  /** Where a camera placed the walker, by the reference's clock as far as it is known. */
  readonly fixes: readonly TimedFix[];
  /** Its clock is the one that the others are late against. */
  readonly reference: boolean;
}

export interface AgreedClock {
  /** How much later the clock is than {@link ClockedFixes.fixes} were taken for, s; 0 of the reference. */
  readonly more: number;
  /** s */
  readonly sigma: number;
}

/** Slower than this the walker stands, m/s. */
const STANDING = 0.3;
/** Further off than so many standard deviations counts less and less. */
const ODD = 1.5;
const ROUNDS = 4;
const LEAST_FIXES = 30;
/** What is wrong with a camera's places as a whole moves no comparison by less, s. */
const FLOOR_SIGMA = 0.003;
/** Boxes err alike from frame to frame, so much of a walk is one reading of it, s. */
const ALIKE = 4;
/** How well clocks are known before, s. */
const FOUND_SIGMA = 0.1;

/** @returns In the order of `cameras`. A clock that no other camera can be compared with stays as it was. */
export function agreeClocks(cameras: readonly ClockedFixes[]): readonly AgreedClock[] {
  const walks = cameras.map(({ fixes }) => floorWalk(fixes));
  const free = cameras.flatMap(({ reference }, i) => (reference ? [] : [i]));
  const matrix = new Float64Array(free.length ** 2);
  const rhs = new Float64Array(free.length);
  for (let k = 0; k < free.length; k++) matrix[k * (free.length + 1)] = 1 / FOUND_SIGMA ** 2;
  const pairs: Pair[] = [];
  for (const [i, { fixes }] of cameras.entries()) {
    for (const [j, walk] of walks.entries()) {
      const found = i === j || walk === null ? null : behind(fixes, walk);
      if (found === null) continue;
      // The same two cameras are compared both ways: what they know counts once.
      const weight = 1 / (found.sigma ** 2 + FLOOR_SIGMA ** 2) / 2;
      const [a, b] = [free.indexOf(i), free.indexOf(j)];
      pairs.push({ a, b, weight, variance: found.scatter ** 2 + FLOOR_SIGMA ** 2 });
      for (const [row, sign] of [
        [a, 1],
        [b, -1],
      ] as const) {
        if (row === -1) continue;
        rhs[row]! += sign * weight * found.seconds;
        if (a !== -1) matrix[row * free.length + a]! += sign * weight;
        if (b !== -1) matrix[row * free.length + b]! -= sign * weight;
      }
    }
  }
  const covariance = invertSymmetric(matrix, free.length)!;
  return cameras.map((_, i): AgreedClock => {
    const row = free.indexOf(i);
    if (row === -1) return { more: 0, sigma: 0 };
    const more = rhs.reduce((sum, value, k) => sum + covariance[row * free.length + k]! * value, 0);
    return { more, sigma: sigmaOf(row, covariance, free.length, pairs) };
  });
}

/** A comparison of two cameras, by their rows among those that are free; -1 for the reference. */
interface Pair {
  readonly a: number;
  readonly b: number;
  /** What it counts for, 1/s². */
  readonly weight: number;
  /** How far it is off, s². */
  readonly variance: number;
}

/** What comes of how far comparisons are off. Both of the same two cameras err alike: so much as they would one by one, twice. */
function sigmaOf(row: number, covariance: Float64Array, n: number, pairs: readonly Pair[]): number {
  const at = (column: number) => (column === -1 ? 0 : covariance[row * n + column]!);
  const known = pairs.reduce(
    (sum, { a, b, weight, variance }) => sum + 2 * ((at(a) - at(b)) * weight) ** 2 * variance,
    0,
  );
  const before = Array.from({ length: n }, (_, k) => at(k) ** 2 / FOUND_SIGMA ** 2).reduce((a, b) => a + b, 0);
  return Math.sqrt(known + before);
}

/**
 * How much later fixes are than a walk; `null` when that cannot be said.
 *
 * @returns With what its boxes say of how sure that is, and what their scatter says. Source of that: K.-Y. Liang & S. L. Zeger,
 *   *Longitudinal Data Analysis Using Generalized Linear Models*, Biometrika 73 (1986) 13–22, the robust variance.
 */
function behind(
  fixes: readonly TimedFix[],
  walk: FloorWalk,
): { readonly seconds: number; readonly sigma: number; readonly scatter: number } | null {
  let seconds = 0;
  let sigma = Infinity;
  let scatter = Infinity;
  for (let round = 0; round < ROUNDS; round++) {
    let [weights, sum, count] = [0, 0, 0];
    const readings = new Map<number, number>();
    for (const { time, at, cov } of fixes) {
      const place = walk.at(time - seconds);
      if (place === null) continue;
      const { x, y, vx, vy } = place;
      const speed = Math.hypot(vx, vy);
      if (speed < STANDING) continue;
      const [ux, uy] = [vx / speed, vy / speed];
      const variance = ux * ux * cov[0] + 2 * ux * uy * cov[1] + uy * uy * cov[3] + place.sigma ** 2;
      // Whoever is seen farther along the way than they were is seen by a clock that is early.
      const off = -(ux * (at.x - x) + uy * (at.y - y));
      const odd = Math.abs(off) / Math.sqrt(variance);
      const weight = (speed * speed * Math.min(1, ODD / Math.max(odd, 1e-9))) / variance;
      weights += weight;
      const pull = (weight * off) / speed;
      sum += pull;
      const reading = Math.floor(time / ALIKE);
      readings.set(reading, (readings.get(reading) ?? 0) + pull);
      count++;
    }
    if (count < LEAST_FIXES) return null;
    seconds += sum / weights;
    sigma = 1 / Math.sqrt(weights);
    scatter = Math.max(sigma, Math.hypot(...readings.values()) / weights);
  }
  return { seconds, sigma, scatter };
}
