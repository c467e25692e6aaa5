/** What the pixel loops look up, prepared from taps once for all frames of one size. */
import type { Channel } from '#core/detection/pixels.ts';
import { type Taps, triangleTaps } from '#core/detection/taps.ts';

/** Values the loops handle at once. */
export const LANES = 8;
/** A swizzle reaches 16 bytes; distances are bytes whose upper sixteenth means "nothing here". */
const WINDOW = 16;
const FARTHEST = 15 * WINDOW - 1;

export interface ColumnTable {
  readonly blocks: number;
  readonly taps: number;
  /** 0 when eight values lie too far apart for windows. */
  readonly windows: number;
  readonly positions: Int32Array;
  readonly indices: Uint8Array;
  readonly weights: Int16Array;
}

/** From the lines of `channel` to lines of `width` values and whatever fills the last block. */
export function columnTable({ width: from, step }: Channel, width: number): ColumnTable {
  const { count, starts, weights } = evenTaps(from, width);
  const blocks = Math.ceil(width / LANES);
  const all = blocks * LANES;
  const known = (i: number) => Math.min(i, width - 1);

  const positions = Int32Array.from({ length: all }, (_, i) => starts[known(i)]! * step);
  const distances = positions.map((position, i) => position - positions[i - (i % LANES)]!);
  const farthest = Math.max(...distances);
  return {
    blocks,
    taps: count,
    windows: farthest > FARTHEST ? 0 : Math.floor(farthest / WINDOW) + 1,
    positions,
    indices: Uint8Array.from({ length: 2 * all }, (_, i) => (i % 2 === 0 ? distances[i / 2]! : 255)),
    weights: Int16Array.from({ length: all * count }, (_, i) => {
      const [block, tap, lane] = [Math.floor(i / LANES / count), Math.floor(i / LANES) % count, i % LANES];
      return fixed(weights[known(block * LANES + lane) * count + tap]!);
    }),
  };
}

export interface RowTable {
  readonly taps: number;
  readonly starts: Int32Array;
  readonly weights: Int16Array;
}

export function rowTable(from: number, height: number): RowTable {
  const { count, starts, weights } = evenTaps(from, height);
  return { taps: count, starts, weights: Int16Array.from(weights, fixed) };
}

/** With one more tap of no weight where the number is odd: the loops do two at a time. */
function evenTaps(from: number, to: number): Taps {
  const { count, starts, weights } = triangleTaps(from, to);
  if (count % 2 === 0) return { count, starts, weights };
  const padded = new Float64Array(to * (count + 1));
  for (let i = 0; i < to; i++) padded.set(weights.subarray(i * count, (i + 1) * count), i * (count + 1));
  return { count: count + 1, starts, weights: padded };
}

/** 15 bits behind the point. A weight of 1 loses one part in 32768. */
function fixed(weight: number): number {
  return Math.min(32767, Math.round(weight * 32768));
}
