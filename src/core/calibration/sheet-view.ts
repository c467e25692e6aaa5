import type { Quad } from '#core/calibration/quad.ts';
import type { CalibrationPoint, FrameSize } from '#core/geometry/calibration-point.ts';
import type { CameraModel } from '#core/geometry/camera-model.ts';
import { type PlacedSheet, cornersOnFloor } from '#core/calibration/sheet-place.ts';

/** A sheet in one picture. */
export interface SeenSheet {
  readonly number: number;
  /** Its corners from the top left one on, clockwise, px. */
  readonly quad: Quad;
  /** Standard deviation of a corner's coordinate, px. */
  readonly sigma: number;
}

/** What one camera sees of the sheets. */
export interface SheetView {
  readonly camera: string;
  readonly size: FrameSize;
  readonly sheets: readonly SeenSheet[];
  /** How many tags of other programs it sees. */
  readonly foreign: number;
}

/** A sheet whose place on the plan somebody has measured. */
export interface KnownSheet {
  readonly number: number;
  /** Middle of its black square, m. */
  readonly x: number;
  readonly y: number;
  /** rad, as of {@link PlacedSheet}; `null` when it lies anyhow. */
  readonly angle: number | null;
}

/** Cameras and sheets of one floor, in one frame. */
export interface Solution {
  readonly cameras: ReadonlyMap<string, CameraModel>;
  readonly sheets: ReadonlyMap<number, PlacedSheet>;
  /** How much larger than they should be sheets were printed: all, and some by themselves. */
  readonly printed: number;
  readonly odd: ReadonlyMap<number, number>;
}

/** How much larger a sheet was printed than it should be. */
export const printedScale = ({ printed, odd }: Solution, number: number): number => printed * (odd.get(number) ?? 1);

/** Corners in the picture and on the floor. */
export function sheetPoints(solution: Solution, { number, quad }: SeenSheet): readonly CalibrationPoint[] {
  const world = cornersOnFloor(solution.sheets.get(number)!, printedScale(solution, number));
  return quad.map((image, i) => ({ image, world: world[i]! }));
}
