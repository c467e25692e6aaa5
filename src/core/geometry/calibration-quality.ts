/** How good a calibration is, by what the other points say of each. */
import type { Calibration } from '#core/geometry/calibrate.ts';

/** `open`: with four points there is always a camera that fits, so nothing is known yet. */
export type CalibrationGrade = 'open' | 'good' | 'fair' | 'poor';

export interface CalibrationQuality {
  readonly grade: CalibrationGrade;
  /** The point that is off most, by its index, and how far, cm; `null` while nobody knows. */
  readonly worst: { readonly point: number; readonly cm: number | null } | null;
}

/** A person stands on about twice as much floor, cm. */
const GOOD_CM = 10;
/** From here on somebody is put before the wrong shelf, cm. */
const POOR_CM = 15;

export function judgeCalibration({ misses }: Calibration): CalibrationQuality {
  if (misses.length <= 4) return { grade: 'open', worst: null };
  const off = misses.map(({ leftOutCm }) => leftOutCm ?? Infinity);
  const most = Math.max(...off);
  const worst = { point: off.indexOf(most), cm: Number.isFinite(most) ? most : null };
  return { grade: most <= GOOD_CM ? 'good' : most <= POOR_CM ? 'fair' : 'poor', worst };
}
