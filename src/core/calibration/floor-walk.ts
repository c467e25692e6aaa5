/**
 * Where the walker was on the floor at any moment, from what calibrated cameras saw of them: at each moment the straight
 * walk that fits best what was seen shortly before and after, the nearer in time the more.
 *
 * Source: W. S. Cleveland, *Robust Locally Weighted Regression and Smoothing Scatterplots*, J. Am. Stat. Assoc. 74 (1979)
 * 829–836.
 */
import type { WalkerBox } from '#core/calibration/walker-boxes.ts';
import { placePerson } from '#core/fusion/place-person.ts';
import type { Tall } from '#core/fusion/stature.ts';
import type { CameraModel } from '#core/geometry/camera-model.ts';
import type { GroundFix } from '#core/geometry/frames.ts';
import { invertSymmetric } from '#core/math/symmetric.ts';

/** A place at a time of the reference camera's clock, s. */
export interface TimedFix extends GroundFix {
  readonly time: number;
}

export interface FloorPoint {
  /** m */
  readonly x: number;
  readonly y: number;
  /** m/s */
  readonly vx: number;
  readonly vy: number;
  /** Standard deviation of the place, m: the mean over directions. */
  readonly sigma: number;
}

export interface FloorWalk {
  /** s */
  readonly from: number;
  readonly to: number;
  /** @param time - s. @returns `null` while nobody saw the walker. */
  at(time: number): FloorPoint | null;
}

/** Half the time that is looked at for one moment, s: as little as has enough fixes. */
const REACH = { usual: 0.6, most: 1.1 } as const;
const ENOUGH = 5;
const STEP = 0.05;
/** Further off than so many standard deviations a fix is a mistake. */
const FAR = 3;
const LEAST_SHARE = 0.7;

/** Shops have shelves, and the plan of one that is being set up has none yet: so often a box ends before the feet do. */
const HIDDEN = 0.25;
const shopHidden = () => HIDDEN;

/**
 * @param late - How late the camera's clock is, s.
 * @param doubt - Of the camera itself, m: what its fixes may be off together.
 * @param tall - The walker.
 */
export function fixesOf(
  camera: CameraModel,
  boxes: readonly WalkerBox[],
  late: number,
  doubt: number,
  tall: Tall,
): readonly TimedFix[] {
  return boxes.flatMap(({ time, box }) => {
    const [likeliest] = placePerson(camera, box, shopHidden, tall);
    if (likeliest === undefined || likeliest.share < LEAST_SHARE) return [];
    const [xx, xy, yx, yy] = likeliest.cov;
    return [{ time: time - late, at: likeliest.at, cov: [xx + doubt ** 2, xy, yx, yy + doubt ** 2] as const }];
  });
}

/** @param fixes - Of one walker, of any cameras. */
export function floorWalk(fixes: readonly TimedFix[]): FloorWalk | null {
  if (fixes.length === 0) return null;
  const ordered = fixes.toSorted((a, b) => a.time - b.time);
  const [from, to] = [ordered[0]!.time, ordered.at(-1)!.time];
  let first = 0;
  const points = Array.from({ length: Math.floor((to - from) / STEP) + 1 }, (_, i) => {
    const time = from + i * STEP;
    while (ordered[first]!.time < time - REACH.most) first++;
    let end = first;
    while (end < ordered.length && ordered[end]!.time <= time + REACH.most) end++;
    const within = ordered.slice(first, end);
    const near = within.filter((fix) => Math.abs(fix.time - time) <= REACH.usual);
    return near.length >= ENOUGH ? straightest(near, time, REACH.usual) : straightest(within, time, REACH.most);
  });
  return {
    from,
    to,
    at(time) {
      const place = (time - from) / STEP;
      const before = points[Math.floor(place)];
      const after = points[Math.floor(place) + 1] ?? before;
      if (!before || !after) return null;
      const part = place - Math.floor(place);
      const mix = (of: keyof FloorPoint) => before[of] + part * (after[of] - before[of]);
      return { x: mix('x'), y: mix('y'), vx: mix('vx'), vy: mix('vy'), sigma: mix('sigma') };
    },
  };
}

function straightest(near: readonly TimedFix[], time: number, reach: number): FloorPoint | null {
  // Beyond its ends a walk is a guess.
  if (near.length < 3 || near[0]!.time > time || near.at(-1)!.time < time) return null;
  const trust = near.map(({ time: at }) => (1 - (Math.abs(at - time) / (reach + 1e-9)) ** 3) ** 3);
  let fit = fitStraight(near, trust, time);
  // The worst goes first: it may be what makes the others look wrong.
  for (let left = near.length; fit !== null && left > ENOUGH; left--) {
    const { x, y, vx, vy } = fit;
    const off = near.map(({ time: at, at: place, cov }, i) => {
      const [dx, dy] = [place.x - x - vx * (at - time), place.y - y - vy * (at - time)];
      return trust[i] === 0 ? 0 : Math.hypot(dx, dy) / Math.sqrt((cov[0] + cov[3]) / 2);
    });
    const worst = Math.max(...off);
    if (worst <= FAR) break;
    trust[off.indexOf(worst)] = 0;
    fit = fitStraight(near, trust, time);
  }
  return fit;
}

/** Weighted least squares for place and velocity at `time`. */
function fitStraight(near: readonly TimedFix[], trust: readonly number[], time: number): FloorPoint | null {
  const matrix = new Float64Array(16);
  const rhs = new Float64Array(4);
  near.forEach(({ time: at, at: place, cov: [xx, xy, , yy] }, i) => {
    const dt = at - time;
    const w = trust[i]! / (xx * yy - xy * xy);
    const information = [w * yy, -w * xy, -w * xy, w * xx];
    const steps = [1, dt];
    for (let a = 0; a < 4; a++) {
      const [axis, power] = [a % 2, a >> 1];
      rhs[a]! += steps[power]! * (information[2 * axis]! * place.x + information[2 * axis + 1]! * place.y);
      for (let b = 0; b < 4; b++)
        matrix[4 * a + b]! += steps[power]! * steps[b >> 1]! * information[2 * axis + (b % 2)]!;
    }
  });
  // Who was seen at almost one time only has not moved.
  matrix[10]! += 1;
  matrix[15]! += 1;
  const cov = invertSymmetric(matrix, 4);
  if (cov === null) return null;
  const solved = (row: number) => rhs.reduce((sum, value, k) => sum + cov[4 * row + k]! * value, 0);
  const sigma = Math.sqrt((cov[0]! + cov[5]!) / 2);
  return { x: solved(0), y: solved(1), vx: solved(2), vy: solved(3), sigma };
}
