/**
 * The two passes of a separable resize, one line at a time. The common numbers of taps are written out: these
 * loops run for every pixel of every frame, and an inner loop of three costs more than its body.
 */
import type { Channel } from '#core/detection/pixels.ts';
import type { Taps } from '#core/detection/taps.ts';

/**
 * Blends source rows into `line`, one value a source column, in units of `UNIT`.
 *
 * @param y - The new row.
 */
export function blendRows(line: Int32Array, bytes: Uint8Array, channel: Channel, taps: Taps, y: number): void {
  const { width, step, stride } = channel;
  const { count, weights } = taps;
  const first = y * count;
  let at = channel.offset + taps.starts[y]! * stride;
  if (count === 2) {
    const [w0, w1] = [weights[first]!, weights[first + 1]!];
    for (let x = 0; x < width; x++, at += step) line[x] = (w0 * bytes[at]! + w1 * bytes[at + stride]!) | 0;
  } else if (count === 4) {
    const [w0, w1, w2, w3] = [weights[first]!, weights[first + 1]!, weights[first + 2]!, weights[first + 3]!];
    const [second, third] = [2 * stride, 3 * stride];
    for (let x = 0; x < width; x++, at += step) {
      line[x] = (w0 * bytes[at]! + w1 * bytes[at + stride]! + w2 * bytes[at + second]! + w3 * bytes[at + third]!) | 0;
    }
  } else {
    for (let x = 0; x < width; x++, at += step) {
      let sum = 0;
      for (let k = 0, from = at; k < count; k++, from += stride) sum += weights[first + k]! * bytes[from]!;
      line[x] = sum;
    }
  }
}

/** Blends neighbours of `line` into the new columns of `out`, in units of `UNIT²`. */
export function blendColumns(out: Int32Array, line: Int32Array, { count, starts, weights }: Taps): void {
  const width = starts.length;
  if (count === 2) {
    for (let x = 0, k = 0; x < width; x++, k += 2) {
      const i = starts[x]!;
      out[x] = (line[i]! * weights[k]! + line[i + 1]! * weights[k + 1]!) | 0;
    }
  } else if (count === 4) {
    for (let x = 0, k = 0; x < width; x++, k += 4) {
      const i = starts[x]!;
      const left = line[i]! * weights[k]! + line[i + 1]! * weights[k + 1]!;
      out[x] = (left + line[i + 2]! * weights[k + 2]! + line[i + 3]! * weights[k + 3]!) | 0;
    }
  } else {
    for (let x = 0, k = 0; x < width; x++) {
      let sum = 0;
      for (let i = starts[x]!, end = i + count; i < end; i++, k++) sum += line[i]! * weights[k]!;
      out[x] = sum;
    }
  }
}
