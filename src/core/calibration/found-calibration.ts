/** What every way to calibrate ends with: a camera, and how far known points fall from where it sees them. */
import type { CameraModel } from '#core/geometry/camera-model.ts';
import type { ProjectCamera } from '#core/planning/project.ts';

/** What `calibration.method` of a project says of how a camera was calibrated. Foreign projects may say other things. */
export type CalibrationMethod = 'clicked points' | 'printed sheets' | 'walking' | 'imported file';

export interface FoundCalibration {
  /** One of ours; of a foreign project that is brought back, its own. */
  readonly method: CalibrationMethod | (string & {});
  /** ISO 8601, when it was found; today when left out. */
  readonly date?: string;
  readonly camera: CameraModel;
  /** Root mean square in the picture; `null` when nothing was measured: the camera came from a file. */
  readonly residualPx: number | null;
  /** Root mean square on the floor; `null` when a point has none, or nothing was measured. */
  readonly residualCm: number | null;
  /** Of one that is brought back: the camera was moved while it hung so. */
  readonly stale?: ProjectCamera['calibration']['stale'];
}
