/**
 * Reads the outputs of a NanoDet network.
 *
 * Source: Li et al., *Generalized Focal Loss*, arXiv 2006.04388, §3.2: each side of a box is a distance from the middle
 * of its cell, said as a distribution over 0, 1, … n cells; its mean counts. The scores are joint ones of class and
 * quality (§3.1): no separate "there is something".
 */
import type { Decoder, HeadRules } from '#core/detection/decoder.ts';
import { cellsOf } from '#core/detection/grids.ts';
import { likeliest } from '#core/detection/likeliest.ts';

export interface NanodetHead extends HeadRules {
  readonly decoder: 'nanodet';
  /** Of the tensors `[1, cells, classes]`, one a stride: scores in [0, 1]. */
  readonly scores: readonly string[];
  /** Of the tensors `[1, cells, 4 · bins]`, one a stride: left, top, right, bottom, the logits of each one's bins. */
  readonly distances: readonly string[];
  /** Cell sizes of the grids in the order of the names, px of the input. */
  readonly strides: readonly number[];
}

export const nanodet: Decoder<NanodetHead> = {
  title: 'NanoDet',
  outputs: ({ scores, distances }) => [...scores, ...distances],

  decode: (tensors, { strides, scoreThreshold }, { input, classes }, found) => {
    found.reset(cellsOf(input, strides));
    for (const [k, stride] of strides.entries()) {
      const [scores, distances] = [tensors[k]!, tensors[strides.length + k]!];
      const columns = input.width / stride;
      const cells = columns * (input.height / stride);
      const bins = distances.length / cells / 4;
      for (let cell = 0; cell < cells; cell++) {
        const classId = likeliest(scores, cell * classes, classes);
        const score = scores[cell * classes + classId]!;
        if (!(score > scoreThreshold)) continue;

        const x = ((cell % columns) + 0.5) * stride;
        const y = (Math.floor(cell / columns) + 0.5) * stride;
        const at = cell * 4 * bins;
        const left = stride * meanOf(distances, at, bins);
        const top = stride * meanOf(distances, at + bins, bins);
        const right = stride * meanOf(distances, at + 2 * bins, bins);
        const bottom = stride * meanOf(distances, at + 3 * bins, bins);
        found.add(x - left, y - top, x + right, y + bottom, score, classId);
      }
    }
  },
};

/** Mean of 0, 1, … under the softmax of `bins` logits. */
function meanOf(logits: Float32Array, start: number, bins: number): number {
  let greatest = -Infinity;
  for (let bin = 0; bin < bins; bin++) greatest = Math.max(greatest, logits[start + bin]!);
  let [sum, weighted] = [0, 0];
  for (let bin = 0; bin < bins; bin++) {
    const weight = Math.exp(logits[start + bin]! - greatest);
    sum += weight;
    weighted += weight * bin;
  }
  return weighted / sum;
}
