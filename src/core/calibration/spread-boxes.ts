import type { WalkerBox } from '#core/calibration/walker-boxes.ts';
import type { FrameSize } from '#core/geometry/calibration-point.ts';

/** Of the picture, across and down. */
const CELLS = { x: 12, y: 8 } as const;

/**
 * Frames from all over the picture: where the walker stood for long counts no more than where they passed.
 *
 * @returns At most `most`, in order of time.
 */
export function spreadBoxes(boxes: readonly WalkerBox[], size: FrameSize, most: number): readonly WalkerBox[] {
  const cells = new Map<number, WalkerBox[]>();
  for (const each of boxes) {
    const x = Math.floor((CELLS.x * (each.box.x0 + each.box.x1)) / 2 / size.width);
    const y = Math.floor((CELLS.y * each.box.y1) / (size.height + 1));
    const cell = y * CELLS.x + x;
    cells.set(cell, [...(cells.get(cell) ?? []), each]);
  }
  const chosen: WalkerBox[] = [];
  while (chosen.length < most && cells.size > 0) {
    // From each cell as many as from every other, evenly over the time that it was walked in.
    const each = Math.max(1, Math.floor((most - chosen.length) / cells.size));
    for (const [cell, inside] of cells) {
      if (chosen.length >= most) break;
      const taken = Math.min(each, inside.length);
      const picked = new Set(Array.from({ length: taken }, (_, i) => Math.floor(((i + 0.5) * inside.length) / taken)));
      chosen.push(...inside.filter((_, i) => picked.has(i)));
      const rest = inside.filter((_, i) => !picked.has(i));
      if (rest.length === 0) cells.delete(cell);
      else cells.set(cell, rest);
    }
  }
  return chosen.sort((a, b) => a.time - b.time);
}
