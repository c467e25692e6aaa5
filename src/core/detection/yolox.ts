/**
 * Reads the output of a YOLOX network.
 *
 * Source: Ge et al., *YOLOX: Exceeding YOLO Series in 2021*, arXiv 2107.08430, §2.2 (decoupled, anchor-free head).
 * Each cell of each grid predicts one box: offset of its centre in cells, logarithm of its size in cells, the
 * probability that there is something, and the probability of each class given that there is.
 */
import type { Decoder, HeadRules } from '#core/detection/decoder.ts';
import { cellsOf } from '#core/detection/grids.ts';
import { likeliest } from '#core/detection/likeliest.ts';

export interface YoloxHead extends HeadRules {
  readonly decoder: 'yolox';
  /**
   * Of the tensor `[1, cells, 5 + classes]`: x, y, w, h, object, then one value a class, as the network gives them; the
   * last two kinds already in [0, 1].
   */
  readonly name: string;
  /** Cell sizes of the grids in the order of the output, px of the input. */
  readonly strides: readonly number[];
}

export const yolox: Decoder<YoloxHead> = {
  title: 'YOLOX',
  outputs: ({ name }) => [name],

  decode: ([output], { strides, scoreThreshold }, { input, classes }, found) => {
    const values = output!;
    const length = 5 + classes;
    found.reset(cellsOf(input, strides));
    let row = 0;
    for (const stride of strides) {
      const [columns, lines] = [input.width / stride, input.height / stride];
      for (let line = 0; line < lines; line++) {
        for (let column = 0; column < columns; column++, row += length) {
          const object = values[row + 4]!;
          // A class probability is at most 1, so most cells end here.
          if (!(object > scoreThreshold)) continue;
          const classId = likeliest(values, row + 5, classes);
          const score = Math.fround(object * values[row + 5 + classId]!);
          if (!(score > scoreThreshold)) continue;

          const x = (values[row]! + column) * stride;
          const y = (values[row + 1]! + line) * stride;
          const halfWidth = (Math.exp(values[row + 2]!) * stride) / 2;
          const halfHeight = (Math.exp(values[row + 3]!) * stride) / 2;
          found.add(x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight, score, classId);
        }
      }
    }
  },
};
