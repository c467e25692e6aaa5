import { type CameraModel, projectToImage } from '#core/geometry/camera-model.ts';
import type { SceneView } from '#core/pipeline/scene-view.ts';
import { shopperColour } from '#overlay/shopper-colour.ts';

interface TrailsLook {
  /** Px of the screen a px of the camera's frame. */
  readonly scale: number;
  /** Everybody else is dimmed; `null` while nobody is pointed at. */
  readonly lit: ReadonlySet<string> | null;
}

/** Draws where shoppers walked on the floor of a calibrated camera's picture, in CSS px; older steps are fainter. */
export function drawImageTrails(
  context: CanvasRenderingContext2D,
  camera: CameraModel,
  trails: SceneView['trails'],
  { scale, lit }: TrailsLook,
): void {
  context.lineWidth = 2;
  context.lineCap = 'round';
  for (const [shopper, trail] of Object.entries(trails)) {
    context.strokeStyle = shopperColour(shopper);
    const points = trail.map(({ x, y }) => projectToImage(camera, { x, y, z: 0 }));
    points.forEach((to, index) => {
      const from = points[index - 1];
      if (!from || !to) return;
      context.globalAlpha = (index / points.length) * (lit === null || lit.has(shopper) ? 0.9 : 0.3);
      context.beginPath();
      context.moveTo(scale * from.x, scale * from.y);
      context.lineTo(scale * to.x, scale * to.y);
      context.stroke();
    });
  }
  context.globalAlpha = 1;
}
