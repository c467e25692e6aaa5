/** Privacy masks: what must not be seen is painted over before anything looks at a frame or stores it. */
import { type PixelLayout, channelsOf } from '#core/detection/pixels.ts';

/** Corners, px of the frame. */
export type Polygon = readonly (readonly [number, number])[];

/** Columns `[from, to)` of row `y`. */
export interface Span {
  readonly y: number;
  readonly from: number;
  readonly to: number;
}

/** What masked pixels become, in every plane. */
export const GREY = 128;

/**
 * Every pixel that a polygon touches, even by a corner. Crossing outlines make holes (even-odd rule).
 *
 * @param width - px @param height - px; what lies outside is cut off.
 */
export function maskSpans(polygons: readonly Polygon[], width: number, height: number): readonly Span[] {
  const spans: Span[] = [];
  const add = (y: number, from: number, to: number) => {
    const clipped = { y, from: Math.max(0, Math.floor(from)), to: Math.min(width, Math.ceil(to)) };
    if (clipped.from < clipped.to) spans.push(clipped);
  };
  for (const polygon of polygons) {
    const edges = polygon.map((corner, i) => [corner, polygon[(i + 1) % polygon.length]!] as const);
    const [top, bottom] = extent(polygon.map(([, y]) => y));
    for (let y = Math.max(0, Math.floor(top)); y < Math.min(height, Math.ceil(bottom)); y++) {
      for (const [from, to] of insideOf(edges, y + 0.5)) add(y, from, to);
      for (const [a, b] of edges) {
        const touched = alongEdge(a, b, y);
        // A vertical edge on a pixel border touches nothing beyond what lies inside.
        if (touched !== null) add(y, ...touched);
      }
    }
  }
  return spans;
}

/** Greys out `spans` in place. */
export function paintMasks(bytes: Uint8Array, pixels: PixelLayout, spans: readonly Span[]): void {
  for (const { offset, stride, step, width } of channelsOf(pixels)) {
    // Chroma has half the rows and columns: a touched pixel greys the colour of its neighbours too.
    const halved = width < pixels.width ? 2 : 1;
    for (const { y, from, to } of spans) {
      const row = offset + Math.floor(y / halved) * stride;
      const end = Math.ceil(to / halved);
      for (let x = Math.floor(from / halved); x < end; x++) bytes[row + x * step] = GREY;
    }
  }
}

type Corner = readonly [number, number];
type Edge = readonly [Corner, Corner];

/** Stretches of the line at height `y` inside the polygon. */
function insideOf(edges: readonly Edge[], y: number): readonly (readonly [number, number])[] {
  const crossings = edges
    .filter(([[, ay], [, by]]) => ay <= y !== by <= y)
    .map(([[ax, ay], [bx, by]]) => ax + ((y - ay) / (by - ay)) * (bx - ax))
    .sort((a, b) => a - b);
  return crossings.flatMap((from, i) => (i % 2 === 0 ? [[from, crossings[i + 1]!] as const] : []));
}

/** Columns that the edge from `a` to `b` covers within row `y`, or `null` when it passes elsewhere. */
function alongEdge([ax, ay]: Corner, [bx, by]: Corner, y: number): readonly [number, number] | null {
  const [upper, lower] = [Math.max(Math.min(ay, by), y), Math.min(Math.max(ay, by), y + 1)];
  if (upper > lower) return null;
  if (ay === by) return extent([ax, bx]);
  const at = (height: number) => ax + ((height - ay) / (by - ay)) * (bx - ax);
  return extent([at(upper), at(lower)]);
}

function extent(values: readonly number[]): readonly [number, number] {
  return [Math.min(...values), Math.max(...values)];
}
