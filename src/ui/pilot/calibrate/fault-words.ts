import type { PlacedCameraFault } from '#core/calibration/judge-camera.ts';
import type { CalibrationFault } from '#core/geometry/calibration-faults.ts';
import { m } from '#messages/compiled/messages.js';
import { centimetres, metres, percent } from '#ui/pilot/calibrate/lengths.ts';

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

/** Of a camera that came from a file. */
export function importedFaultWords(fault: PlacedCameraFault): string {
  switch (fault.kind) {
    case 'under-floor':
      return m.calibrate_import_under({ distance: metres(fault.metres) });
    case 'mirrored':
      return m.calibrate_import_mirrored();
    case 'no-floor':
      return m.calibrate_import_no_floor();
    case 'height':
      return m.calibrate_import_high({ height: metres(fault.metres) });
    case 'off-plan':
      return m.calibrate_import_off_plan();
  }
}
