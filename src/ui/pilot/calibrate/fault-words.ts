import type { CalibrationFault } from '#core/geometry/calibration-faults.ts';
import { m } from '#messages/compiled/messages.js';
import { centimetres, percent } from '#ui/pilot/calibrate/lengths.ts';

/** @param ids - What the points are called, by their index. @returns `null` for what the next step says anyway. */
export function faultWords(fault: CalibrationFault, ids: readonly number[]): string | null {
  switch (fault.kind) {
    case 'few':
      return null;
    case 'duplicate': {
      const [a, b] = fault.points.map((index) => ids[index]!);
      const names = { a: a!, b: b! };
      return fault.where === 'image'
        ? m.calibrate_fault_duplicate_image(names)
        : m.calibrate_fault_duplicate_plan(names);
    }
    case 'collinear':
      return fault.where === 'image' ? m.calibrate_fault_line_image() : m.calibrate_fault_line_plan();
    case 'horizon':
      return m.calibrate_fault_horizon({ point: ids[fault.point]! });
    case 'suspect':
      return m.calibrate_fault_suspect({ point: ids[fault.point]!, distance: centimetres(fault.cm) });
    case 'corner':
      return m.calibrate_fault_corner();
    case 'loose':
      return m.calibrate_fault_loose({ share: percent(fault.share) });
    case 'no-camera':
      return m.calibrate_fault_no_camera();
  }
}
