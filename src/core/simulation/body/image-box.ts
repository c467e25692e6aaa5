import type { Box } from '#core/geometry/box.ts';
import { type CameraModel, projectToImage } from '#core/geometry/camera-model.ts';
import type { WorldPoint } from '#core/geometry/frames.ts';
import type { Bar } from '#core/simulation/body/volumes.ts';

/**
 * The box around things in a frame, through the camera's lens. What lies behind the camera or beyond its lens is left out.
 *
 * @returns px, not yet cut at the border of the frame; `null` when nothing is before the camera.
 */
export function boxOfBars(camera: CameraModel, bars: readonly Bar[]): Box | null {
  let box: Box | null = null;
  for (const { a, b, ra, rb } of bars) {
    box = grown(box, camera, a, ra);
    box = grown(box, camera, b, rb);
  }
  return box;
}

export function boxOfPoints(camera: CameraModel, points: readonly WorldPoint[]): Box | null {
  return points.reduce<Box | null>((box, point) => grown(box, camera, point, 0), null);
}

/** @returns `null` when nothing of it is in the frame. */
export function cutAtFrame({ width, height }: CameraModel, box: Box): Box | null {
  const cut = {
    x0: Math.max(0, box.x0),
    y0: Math.max(0, box.y0),
    x1: Math.min(width, box.x1),
    y1: Math.min(height, box.y1),
  };
  return cut.x0 < cut.x1 && cut.y0 < cut.y1 ? cut : null;
}

/** A ball's edge is where the camera's own right, left, up and down of its middle are: exact but for what perspective slants. */
function grown(box: Box | null, camera: CameraModel, { x, y, z }: WorldPoint, radius: number): Box | null {
  const r = camera.rotation;
  let grew = box;
  for (let i = 0; i < (radius > 0 ? 4 : 1); i++) {
    const row = i < 2 ? 0 : 3;
    const by = i % 2 === 0 ? radius : -radius;
    const seen = projectToImage(camera, { x: x + by * r[row]!, y: y + by * r[row + 1]!, z: z + by * r[row + 2]! });
    if (seen === null) continue;
    grew =
      grew === null
        ? { x0: seen.x, y0: seen.y, x1: seen.x, y1: seen.y }
        : {
            x0: Math.min(grew.x0, seen.x),
            y0: Math.min(grew.y0, seen.y),
            x1: Math.max(grew.x1, seen.x),
            y1: Math.max(grew.y1, seen.y),
          };
  }
  return grew;
}
