import type { Point, WorldPoint } from '#core/geometry/frames.ts';

/** A thing that was found in the picture and whose place in the store is known. */
export interface CalibrationPoint {
  /** px of the camera's frame. */
  readonly image: Point<'image'>;
  /** m; `z` is 0 on the floor. */
  readonly world: WorldPoint;
}

export interface FrameSize {
  /** px */
  readonly width: number;
  readonly height: number;
}
