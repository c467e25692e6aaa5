import type { PictureMark } from '#app/pilot/calibration.svelte.ts';
import type { Ink } from '#ui/kit/ink.ts';

/**
 * What a way of calibrating shows over the picture, light on dark so that it can be seen on anything.
 *
 * @param context - In px of the camera's frame.
 * @param unit - Of a px on the screen, px of the frame.
 */
export function drawPictureMarks(
  context: CanvasRenderingContext2D,
  marks: readonly PictureMark[],
  unit: number,
  ink: Ink,
): void {
  for (const { points, closed, label } of marks) {
    for (const [width, style] of [
      [4, 'rgb(0 0 0 / 55%)'],
      [2, '#ffd166'],
    ] as const) {
      context.lineWidth = width * unit;
      context.strokeStyle = style;
      context.beginPath();
      points.forEach(({ x, y }, i) => (i === 0 ? context.moveTo(x, y) : context.lineTo(x, y)));
      if (closed) context.closePath();
      context.stroke();
    }
    const first = points[0];
    if (label === undefined || first === undefined) continue;
    context.font = `600 ${13 * unit}px system-ui, sans-serif`;
    const wide = context.measureText(label).width;
    context.fillStyle = ink.surface;
    context.fillRect(first.x, first.y - 17 * unit, wide + 8 * unit, 17 * unit);
    context.fillStyle = ink.ink;
    context.textAlign = 'left';
    context.textBaseline = 'middle';
    context.fillText(label, first.x + 4 * unit, first.y - 8 * unit);
  }
}
