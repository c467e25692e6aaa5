import { LEAST_POINTS } from '#core/geometry/calibration-faults.ts';
import type { CameraCalibration } from '#app/pilot/calibration.svelte.ts';
import { m } from '#messages/compiled/messages.js';

/** With this many points a wrong one stands out. */
const GOOD = 6;

/** What to do next, in one sentence. */
export function stepWords({ points, wanted, complete }: CameraCalibration): string {
  if (points.length === 0) return m.calibrate_step_first();
  if (wanted !== null) return wanted === 'plan' ? m.calibrate_step_plan() : m.calibrate_step_image();
  if (complete.length < LEAST_POINTS) return m.calibrate_step_more({ count: LEAST_POINTS - complete.length });
  return complete.length < GOOD ? m.calibrate_step_spread() : m.calibrate_step_done();
}
