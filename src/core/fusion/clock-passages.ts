/**
 * What two cameras say of their clocks by one shopper's walk, when where they see somebody differs for a while by more than chance.
 *
 * Boxes err alike from frame to frame, and cameras are calibrated a little wrong: while one person walks one way, two cameras disagree by a
 * displacement b that lasts, which looks like a difference of their clocks. So b is estimated beside it,
 *
 *   residual = −velocity · difference + b + noise,
 *
 * by a filter for b of its own whose estimate is linear in the difference nobody knows yet. A steady walk straight on tells next to nothing then
 * but b; turns, stops, other speeds and other people tell them apart.
 *
 * Source: Friedland, *Treatment of Bias in Recursive Filtering*, IEEE Transactions on Automatic Control 14 (1969) 359–367: the constant is
 * the difference of clocks, the state is b. Tails: Lange, Little & Taylor, *Robust statistical modeling using the t distribution*, Journal of
 * the American Statistical Association 84 (1989) 881–896.
 */
import { type Covariance2 } from '#core/geometry/frames.ts';

/** One shopper as two cameras have seen them up to now. */
export interface Passage {
  /** s */
  readonly time: number;
  /** b were the clocks alike, m, and what a second between them adds to it, m/s. */
  readonly b: Vector;
  readonly perSecond: Vector;
  /** Of b were the difference of the clocks known, m²: xx, xy, yy. */
  readonly cov: Symmetric;
}

interface Vector {
  readonly x: number;
  readonly y: number;
}
type Symmetric = readonly [xx: number, xy: number, yy: number];

/** What two cameras' sights of somebody differ by. */
export interface Residual extends Vector {
  /** m² */
  readonly cov: Covariance2;
  /** m/s */
  readonly velocity: Vector;
  /** s */
  readonly time: number;
}

/** By how much one clock is ahead of the other, s, with its variance, s². */
export interface Difference {
  readonly value: number;
  readonly variance: number;
}

/** It is another b after so many metres of walking. */
const LASTS = 3;
/** Degrees of freedom of Student's t. */
const TAILS = 4;
/** What moves somebody by less says nothing of time, 1/s². */
const LEAST = 1e-6;

/**
 * @param passage - `null` where the two have not seen them lately.
 * @param lasting - Standard deviation of either coordinate of b, m.
 * @param known - By how much the clocks differ, as far as anybody knows.
 * @returns `told` is independent of what was told before; `null` where nothing is.
 */
export function continuePassage(
  passage: Passage | null,
  residual: Residual,
  lasting: number,
  known: Difference,
): { readonly passage: Passage; readonly told: Difference | null } {
  const { velocity, time } = residual;
  const { b, perSecond, cov } = walkOn(passage, residual, lasting);
  const y = { x: residual.x - b.x, y: residual.y - b.y };
  const h = { x: -velocity.x - perSecond.x, y: -velocity.y - perSecond.y };
  const noise = heard(residual, cov, y, h, known);
  const weight = inverse([cov[0] + noise[0], cov[1] + noise[1], cov[2] + noise[2]]);
  const [wy, wh] = [times(weight, y), times(weight, h)];
  const information = dot(h, wh);
  const told = information < LEAST ? null : { value: dot(h, wy) / information, variance: 1 / information };
  const [by, bh] = [times(cov, wy), times(cov, wh)];
  return {
    passage: {
      time,
      b: { x: b.x + by.x, y: b.y + by.y },
      perSecond: { x: perSecond.x + bh.x, y: perSecond.y + bh.y },
      cov: without(cov, weight),
    },
    told,
  };
}

/** As it is believed to be after what they have walked since. */
function walkOn(passage: Passage | null, { velocity, time }: Residual, lasting: number): Passage {
  const anything = lasting ** 2;
  if (passage === null) return { time, b: { x: 0, y: 0 }, perSecond: { x: 0, y: 0 }, cov: [anything, 0, anything] };
  const { b, perSecond, cov } = passage;
  const left = Math.exp(-(Math.hypot(velocity.x, velocity.y) * (time - passage.time)) / LASTS);
  const [share, more] = [left ** 2, (1 - left ** 2) * anything];
  return {
    time,
    b: { x: left * b.x, y: left * b.y },
    perSecond: { x: left * perSecond.x, y: left * perSecond.y },
    cov: [share * cov[0] + more, share * cov[1], share * cov[2] + more],
  };
}

/** Covariance of the residual's noise, m²: what is further off than it should be is believed less. */
function heard({ cov: [xx, xy, , yy] }: Residual, cov: Symmetric, y: Vector, h: Vector, known: Difference): Symmetric {
  const off = { x: y.x - known.value * h.x, y: y.y - known.value * h.y };
  const v = known.variance;
  const spread = inverse([cov[0] + xx + v * h.x * h.x, cov[1] + xy + v * h.x * h.y, cov[2] + yy + v * h.y * h.y]);
  const less = Math.max(1, (TAILS + dot(off, times(spread, off))) / (TAILS + 2));
  return [less * xx, less * xy, less * yy];
}

const dot = (a: Vector, b: Vector): number => a.x * b.x + a.y * b.y;
const times = ([xx, xy, yy]: Symmetric, { x, y }: Vector): Vector => ({ x: xx * x + xy * y, y: xy * x + yy * y });

function inverse([xx, xy, yy]: Symmetric): Symmetric {
  const det = xx * yy - xy * xy;
  return [yy / det, -xy / det, xx / det];
}

/** P − P W P, symmetrical whatever is rounded. */
function without(p: Symmetric, weight: Symmetric): Symmetric {
  const [first, second] = [times(weight, { x: p[0], y: p[1] }), times(weight, { x: p[1], y: p[2] })];
  return [
    p[0] - (p[0] * first.x + p[1] * first.y),
    p[1] - (p[0] * second.x + p[1] * second.y),
    p[2] - (p[1] * second.x + p[2] * second.y),
  ];
}
