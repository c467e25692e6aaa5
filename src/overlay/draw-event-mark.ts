import { shopperColour } from '#overlay/shopper-colour.ts';
import type { EventMark } from '#overlay/timeline-events.ts';

interface MarkInk {
  readonly surface: string;
  readonly ink: string;
  readonly quiet: string;
  readonly bad: string;
}

const RADIUS = 6;

/** A take points down, a return up, a touch is a ring; several are a box with their number; doubt is a dot above. */
export function drawEventMark(
  context: CanvasRenderingContext2D,
  { x, first, count, doubtful }: EventMark,
  y: number,
  ink: MarkInk,
): void {
  context.beginPath();
  if (count > 1) {
    context.roundRect(x - 9, y - 7, 18, 14, 3);
    context.fillStyle = ink.quiet;
    context.fill();
    context.fillStyle = ink.surface;
    context.font = '600 12px system-ui, sans-serif';
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    context.fillText(count > 99 ? '99' : String(count), x, y + 0.5, 16);
  } else {
    traceType(context, first.type, x, y);
    context.fillStyle = first.shopper === null || first.type === 'touch' ? ink.surface : shopperColour(first.shopper);
    context.fill();
    context.lineWidth = 1.5;
    context.strokeStyle = ink.ink;
    context.stroke();
  }
  if (!doubtful) return;
  context.beginPath();
  context.arc(x + RADIUS, y - RADIUS - 1, 3, 0, 2 * Math.PI);
  context.fillStyle = ink.bad;
  context.fill();
}

function traceType(context: CanvasRenderingContext2D, type: EventMark['first']['type'], x: number, y: number): void {
  if (type === 'touch') {
    context.arc(x, y, RADIUS - 1, 0, 2 * Math.PI);
    return;
  }
  const down = type === 'take' ? 1 : -1;
  context.moveTo(x - RADIUS, y - down * (RADIUS - 1));
  context.lineTo(x + RADIUS, y - down * (RADIUS - 1));
  context.lineTo(x, y + down * RADIUS);
  context.closePath();
}
