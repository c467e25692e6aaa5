import type { Ink } from '#ui/kit/ink.ts';
import type { PaneSize } from '#ui/pilot/calibrate/pane-map.ts';

/** A ring around the very spot, with its number beside it, inside the pane; the spot itself stays visible. */
export function drawHandle(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  text: string,
  ink: Ink,
  selected: boolean,
  pane: PaneSize,
): void {
  const colour = selected ? ink.accent : ink.ink;
  for (const [width, style] of [
    [4, ink.surface],
    [2, colour],
  ] as const) {
    context.lineWidth = width;
    context.strokeStyle = style;
    context.beginPath();
    context.arc(x, y, 7, 0, 2 * Math.PI);
    context.moveTo(x - 2, y);
    context.lineTo(x + 2, y);
    context.moveTo(x, y - 2);
    context.lineTo(x, y + 2);
    context.stroke();
  }
  context.font = '600 13px system-ui, sans-serif';
  const wide = context.measureText(text).width + 8;
  context.fillStyle = colour;
  const left = x + 9 + wide > pane.width ? x - 9 - wide : x + 9;
  const top = y < 20 ? y + 3 : y - 20;
  context.fillRect(left, top, wide, 17);
  context.fillStyle = ink.surface;
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  context.fillText(text, left + 4, top + 9);
}

export function drawCross(context: CanvasRenderingContext2D, x: number, y: number, ink: Ink): void {
  for (const [width, style] of [
    [3, ink.surface],
    [1, ink.accent],
  ] as const) {
    context.lineWidth = width;
    context.strokeStyle = style;
    context.beginPath();
    context.moveTo(x - 16, y);
    context.lineTo(x + 16, y);
    context.moveTo(x, y - 16);
    context.lineTo(x, y + 16);
    context.stroke();
  }
}
