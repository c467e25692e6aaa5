import type { Ink } from '#ui/kit/ink.ts';
import { drawCross } from '#ui/pilot/calibrate/draw-handles.ts';
import type { PaneSize } from '#ui/pilot/calibrate/pane-map.ts';

const RADIUS = 56;
const ZOOM = 4;

/** What is already drawn around `at`, four times as big, in the upper corner that is farther away: a finger hides it not. */
export function drawMagnifier(
  context: CanvasRenderingContext2D,
  at: { readonly x: number; readonly y: number },
  size: PaneSize,
  ink: Ink,
): void {
  const density = context.getTransform().a;
  const middle = { x: at.x < size.width / 2 ? size.width - RADIUS - 8 : RADIUS + 8, y: RADIUS + 8 };
  const seen = RADIUS / ZOOM;
  context.save();
  context.beginPath();
  context.arc(middle.x, middle.y, RADIUS, 0, 2 * Math.PI);
  context.fillStyle = ink.ground;
  context.fill();
  context.clip();
  context.drawImage(
    context.canvas,
    (at.x - seen) * density,
    (at.y - seen) * density,
    2 * seen * density,
    2 * seen * density,
    middle.x - RADIUS,
    middle.y - RADIUS,
    2 * RADIUS,
    2 * RADIUS,
  );
  context.restore();
  drawCross(context, middle.x, middle.y, ink);
  context.lineWidth = 2;
  context.strokeStyle = ink.accent;
  context.beginPath();
  context.arc(middle.x, middle.y, RADIUS, 0, 2 * Math.PI);
  context.stroke();
}
