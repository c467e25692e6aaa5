import type { Detection } from '#core/detection/detection.ts';

/** A person of 40 × 100 px whose upper left corner is at `x`, `y`. */
export function person(x: number, y = 200, score = 0.9): Detection {
  return { box: { x0: x, y0: y, x1: x + 40, y1: y + 100 }, score, classId: 0 };
}

/** One frame after the other, from frame 1 on: what `see` says is there. */
export function film(length: number, see: (frame: number) => readonly Detection[]): (readonly Detection[])[] {
  return Array.from({ length }, (_, i) => see(i + 1));
}
