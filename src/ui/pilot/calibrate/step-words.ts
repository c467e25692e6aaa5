import { LEAST_POINTS } from '#core/geometry/calibration-faults.ts';
import type { CameraCalibration } from '#app/pilot/calibration.svelte.ts';
import { m } from '#messages/compiled/messages.js';
import { centimetres } from '#ui/pilot/calibrate/lengths.ts';

/** With this many points a wrong one stands out. */
const ENOUGH = 6;

/** What to do next, in one sentence. */
export function stepWords({ untouched, points, wanted, complete, quality, answer }: CameraCalibration): string {
  if (untouched) return m.calibrate_step_known();
  if (points.length === 0) return m.calibrate_step_first();
  if (wanted !== null) return wanted === 'plan' ? m.calibrate_step_plan() : m.calibrate_step_image();
  if (complete.length < LEAST_POINTS) return m.calibrate_step_more({ count: LEAST_POINTS - complete.length });
  const amiss = answer.faults.some(({ kind }) => kind !== 'loose');
  if (quality === null || amiss) return m.calibrate_step_mend();
  if (quality.grade === 'open') return m.calibrate_step_open();
  if (complete.length < ENOUGH) return m.calibrate_step_spread();
  if (quality.grade === 'good') return m.calibrate_step_done();
  const { point, cm } = quality.worst!;
  const { id } = complete[point]!;
  return cm === null
    ? m.calibrate_step_misfit({ point: id })
    : m.calibrate_step_worst({ point: id, distance: centimetres(cm) });
}
