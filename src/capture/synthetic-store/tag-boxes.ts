import type { Box } from '#core/geometry/box.ts';

export interface TagBox {
  /** px of the frame, from its upper left. */
  readonly box: Box;
  /** px that can be seen. */
  readonly area: number;
}

/**
 * Where the pixels of everybody's parts are.
 *
 * @param tags - As `SyntheticStore.film` gives them: owner, part, 0, 255, row by row from the bottom.
 * @returns By `owner * PARTS + part`.
 */
export function tagBoxes(tags: Uint8Array, width: number, height: number): ReadonlyMap<number, TagBox> {
  const found = new Map<number, { x0: number; y0: number; x1: number; y1: number; area: number }>();
  for (let row = 0; row < height; row++) {
    const y = height - 1 - row;
    for (let x = 0; x < width; x++) {
      const i = 4 * (row * width + x);
      if (tags[i] === 0) continue;
      const key = tags[i]! * PARTS + tags[i + 1]!;
      const span = found.get(key);
      if (span === undefined) found.set(key, { x0: x, y0: y, x1: x + 1, y1: y + 1, area: 1 });
      else {
        span.x0 = Math.min(span.x0, x);
        span.x1 = Math.max(span.x1, x + 1);
        span.y0 = Math.min(span.y0, y);
        span.y1 = Math.max(span.y1, y + 1);
        span.area++;
      }
    }
  }
  return new Map([...found].map(([key, { area, ...box }]) => [key, { box, area }]));
}

export const PARTS = 8;

/** The box around both. */
export function joined(a: TagBox | undefined, b: TagBox | undefined): TagBox | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return {
    area: a.area + b.area,
    box: {
      x0: Math.min(a.box.x0, b.box.x0),
      y0: Math.min(a.box.y0, b.box.y0),
      x1: Math.max(a.box.x1, b.box.x1),
      y1: Math.max(a.box.y1, b.box.y1),
    },
  };
}
