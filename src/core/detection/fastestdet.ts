/**
 * Reads the output of a FastestDet network.
 *
 * Source: github.com/dog-qiuqiu/FastestDet, its description: one grid for all sizes, anchor-free; each cell says whether
 * there is something, where its centre is in cells (tanh), how large it is in parts of the picture (sigmoid), and which
 * class. The score is object^0.6 · class^0.4.
 */
import type { Decoder, HeadRules } from '#core/detection/decoder.ts';
import { likeliest } from '#core/detection/likeliest.ts';

export interface FastestdetHead extends HeadRules {
  readonly decoder: 'fastestdet';
  /**
   * Of the tensor `[1, 5 + classes, lines, columns]`: object in [0, 1], x, y, w, h as the network gives them, then one
   * probability a class.
   */
  readonly name: string;
  /** Cell size of the grid, px of the input. */
  readonly stride: number;
}

export const fastestdet: Decoder<FastestdetHead> = {
  title: 'FastestDet',
  outputs: ({ name }) => [name],

  decode: ([output], { stride, scoreThreshold }, { input, classes }, found) => {
    const values = output!;
    const columns = input.width / stride;
    const cells = columns * (input.height / stride);
    found.reset(cells);
    for (let cell = 0; cell < cells; cell++) {
      const object = values[cell]! ** 0.6;
      // A class probability is at most 1, so most cells end here.
      if (!(object > scoreThreshold)) continue;
      const classId = likeliest(values, 5 * cells + cell, classes, cells);
      const score = Math.fround(object * values[(5 + classId) * cells + cell]! ** 0.4);
      if (!(score > scoreThreshold)) continue;

      const x = (Math.tanh(values[cells + cell]!) + (cell % columns)) * stride;
      const y = (Math.tanh(values[2 * cells + cell]!) + Math.floor(cell / columns)) * stride;
      const halfWidth = (sigmoid(values[3 * cells + cell]!) * input.width) / 2;
      const halfHeight = (sigmoid(values[4 * cells + cell]!) * input.height) / 2;
      found.add(x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight, score, classId);
    }
  },
};

function sigmoid(value: number): number {
  return 1 / (1 + Math.exp(-value));
}
