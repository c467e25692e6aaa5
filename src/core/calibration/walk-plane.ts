/**
 * How well one plane maps places on the floor to places in the picture.
 *
 * The cost is that of MSAC: what does not fit costs no more than a mistake does. Source: P. H. S. Torr & A. Zisserman, *MLESAC*,
 * Computer Vision and Image Understanding 78 (2000) 138–156, §3.
 */
import { findHomography } from '#core/geometry/homography.ts';
import type { Matrix3 } from '#core/geometry/rotation.ts';

/** A place and where it was seen. */
export interface PlanePair {
  /** m */
  readonly from: readonly [number, number];
  /** px */
  readonly to: readonly [number, number];
  /** px */
  readonly sigma: number;
}

/** Squared, in standard deviations: two numbers a pair. */
export const MISTAKE = 18;
/** Mistakes pull the plane away: it is found anew from what fitted best. */
const ROUNDS = 3;
const KEPT = 0.8;
/** A plane to begin with: so often from so few pairs. */
const [TURNS, FEW] = [20, 5];

/** @returns The sum over all pairs, squared, in standard deviations, for the best plane; Infinity where there is none. */
export function leastMisses(pairs: readonly PlanePair[]): number {
  let kept = bestFew(pairs);
  let least = Infinity;
  for (let round = 0; round < ROUNDS; round++) {
    const plane = findHomography(kept);
    if (plane === null) break;
    const misses = missesOf(plane, pairs);
    least = Math.min(
      least,
      misses.reduce((all, miss) => all + miss, 0),
    );
    const border = misses.toSorted((a, b) => a - b)[Math.floor(KEPT * misses.length)]!;
    kept = pairs.filter((_, i) => misses[i]! <= border);
  }
  return least;
}

/** Those that fit best what a few of them, from all over the walk, say; one mistake among all would pull their plane away. */
function bestFew(pairs: readonly PlanePair[]): readonly PlanePair[] {
  let best: readonly PlanePair[] = pairs;
  let least = Infinity;
  for (let turn = 0; turn < TURNS; turn++) {
    const few = Array.from({ length: FEW }, (_, i) => pairs[Math.floor(((i + turn / TURNS) * pairs.length) / FEW)]!);
    const plane = findHomography(few);
    if (plane === null) continue;
    const misses = missesOf(plane, pairs);
    const sum = misses.reduce((all, miss) => all + miss, 0);
    if (sum >= least) continue;
    least = sum;
    const near = pairs.filter((_, i) => misses[i]! < MISTAKE);
    best = near.length < FEW ? pairs : near;
  }
  return best;
}

/** Squared, in standard deviations, and no more than a mistake is. */
const missesOf = (h: Matrix3, pairs: readonly PlanePair[]): readonly number[] =>
  pairs.map(({ from: [x, y], to: [u, v], sigma }) => {
    const w = h[6]! * x + h[7]! * y + h[8]!;
    const dx = (h[0]! * x + h[1]! * y + h[2]!) / w - u;
    const dy = (h[3]! * x + h[4]! * y + h[5]!) / w - v;
    return Math.min(MISTAKE, (dx * dx + dy * dy) / sigma ** 2);
  });
