/**
 * Reads the output of a YOLOX network.
 *
 * Source: Ge et al., *YOLOX: Exceeding YOLO Series in 2021*, arXiv 2107.08430, §2.2 (decoupled, anchor-free head).
 * Each cell of each grid predicts one box: offset of its centre in cells, logarithm of its size in cells, the
 * probability that there is something, and the probability of each class given that there is.
 */
import type { Detection } from '#core/detection/detection.ts';
import type { Size } from '#core/detection/letterbox.ts';

export interface YoloxHead {
  /** Cell sizes of the grids in the order of the output, px of the input. */
  readonly strides: readonly number[];
  /** Boxes up to this score are left out, in [0, 1]. */
  readonly scoreThreshold: number;
}

/** Cells of all grids together: the rows of the output. */
export function yoloxRows(input: Size, strides: readonly number[]): number {
  return strides.reduce((rows, stride) => rows + (input.width / stride) * (input.height / stride), 0);
}

/**
 * @param output - `[rows, 5 + classes]` row-major: x, y, w, h, object, then one value a class, as the network gives
 *   them; the last two kinds already in [0, 1].
 * @param input - Size of the network's input, px, a multiple of every stride.
 * @returns One detection for each cell above the threshold, of its likeliest class, px of the input, in the order of
 *   the cells. Boxes of one person overlap: `suppress` is next.
 */
export function decodeYolox(
  output: Float32Array,
  classes: number,
  input: Size,
  { strides, scoreThreshold }: YoloxHead,
): readonly Detection[] {
  const detections: Detection[] = [];
  const length = 5 + classes;
  let row = 0;
  for (const stride of strides) {
    const [columns, lines] = [input.width / stride, input.height / stride];
    for (let line = 0; line < lines; line++) {
      for (let column = 0; column < columns; column++, row += length) {
        const object = output[row + 4]!;
        // A class probability is at most 1, so most cells end here.
        if (object <= scoreThreshold) continue;
        const classId = likeliest(output, row + 5, classes);
        const score = Math.fround(object * output[row + 5 + classId]!);
        if (score <= scoreThreshold) continue;

        const x = (output[row]! + column) * stride;
        const y = (output[row + 1]! + line) * stride;
        const halfWidth = (Math.exp(output[row + 2]!) * stride) / 2;
        const halfHeight = (Math.exp(output[row + 3]!) * stride) / 2;
        const box = { x0: x - halfWidth, y0: y - halfHeight, x1: x + halfWidth, y1: y + halfHeight };
        detections.push({ box, score, classId });
      }
    }
  }
  return detections;
}

function likeliest(output: Float32Array, start: number, classes: number): number {
  let best = 0;
  for (let k = 1; k < classes; k++) if (output[start + k]! > output[start + best]!) best = k;
  return best;
}
