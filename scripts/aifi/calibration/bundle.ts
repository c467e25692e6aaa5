/**
 * Bundle adjustment: all cameras, floor marks and shelf heights at once.
 *
 * Source: B. Triggs, P. McLauchlan, R. Hartley & A. Fitzgibbon, *Bundle Adjustment: A Modern Synthesis* (2000).
 */
import { minimise } from '#core/math/levenberg-marquardt.ts';
import type { Clicks } from './clicks.ts';
import { misses } from './misses.ts';
import type { CameraStart } from './start.ts';
import { firstGuess, readScene, surprise } from './unknowns.ts';

/** Beyond this many standard deviations a click counts less and less. */
const TRUSTED = 1.5;

/** @param from - Unknowns of an earlier solution with the same clicks' layout; the calibration's start without. */
export function adjust(clicks: Clicks, starts: readonly CameraStart[], from?: Float64Array): Float64Array {
  const residuals = (robust: boolean) => (unknowns: Float64Array) => {
    const sigmas = misses(readScene(unknowns, clicks, starts), clicks).flatMap(({ px, sigma }) =>
      px.map((miss) => (robust ? softened(miss / sigma) : miss / sigma)),
    );
    return Float64Array.from([...sigmas, ...surprise(unknowns, clicks, starts)]);
  };
  const rough =
    from ?? minimise(residuals(false), firstGuess(clicks, starts), { maxSteps: 200, tolerance: 1e-6 }).unknowns;
  return minimise(residuals(true), rough, { maxSteps: 200, tolerance: 1e-9 }).unknowns;
}

/** Its square is the soft-L1 loss `2·TRUSTED²·(√(1 + (r/TRUSTED)²) − 1)`. */
function softened(residual: number): number {
  const ratio = residual / TRUSTED;
  return Math.sign(residual) * TRUSTED * Math.sqrt(2 * (Math.sqrt(1 + ratio * ratio) - 1));
}
