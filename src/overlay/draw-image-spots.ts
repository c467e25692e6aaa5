import { type CameraModel, projectToImage } from '#core/geometry/camera-model.ts';
import type { WorldPoint } from '#core/geometry/frames.ts';

/** A ring as large as what stands on a plate, m, and never smaller than can be seen, px. */
const RADIUS = 0.12;
const SMALLEST = 10;

/** Rings where something happened at a shelf, in the picture of a calibrated camera, in CSS px. */
export function drawImageSpots(
  context: CanvasRenderingContext2D,
  camera: CameraModel,
  spots: readonly WorldPoint[],
  scale: number,
): void {
  for (const spot of spots) {
    const at = projectToImage(camera, spot);
    const above = projectToImage(camera, { ...spot, z: spot.z + RADIUS });
    if (!at || !above) continue;
    const radius = Math.max(SMALLEST, scale * Math.hypot(above.x - at.x, above.y - at.y));
    context.beginPath();
    context.arc(scale * at.x, scale * at.y, radius, 0, 2 * Math.PI);
    context.lineWidth = 6;
    context.strokeStyle = 'rgb(0 0 0 / 45%)'; // so that it stands out before a pale wall
    context.stroke();
    context.lineWidth = 3;
    context.strokeStyle = '#ffffff';
    context.stroke();
  }
}
