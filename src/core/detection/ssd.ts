/**
 * Reads the outputs of an SSD network (Liu et al., *SSD: Single Shot MultiBox Detector*, arXiv 1512.02325) whose file
 * has already turned offsets from anchors into corners, as the graphs of the TensorFlow detection models do before
 * suppression.
 */
import type { Decoder, HeadRules } from '#core/detection/decoder.ts';
import { likeliest } from '#core/detection/likeliest.ts';

export interface SsdHead extends HeadRules {
  readonly decoder: 'ssd';
  /** Of the tensor `[1, anchors, 4]` or `[1, anchors, 1, 4]`: corners in parts of the picture, 0 to 1. */
  readonly boxes: string;
  /** TensorFlow's `y0, x0, y1, x1`, or `x0, y0, x1, y1`. */
  readonly corners: 'yxyx' | 'xyxy';
  /** Of the tensor `[1, anchors, classes]`, in [0, 1]; one more, before the others, when there is a background. */
  readonly scores: string;
  /** Whether the first score is that of nothing at all. Classes are counted without it. */
  readonly background: boolean;
}

export const ssd: Decoder<SsdHead> = {
  title: 'SSD',
  outputs: ({ boxes, scores }) => [boxes, scores],

  decode: ([boxes, scores], { corners, background, scoreThreshold }, { input, classes }, found) => {
    const [place, likely] = [boxes!, scores!];
    const skipped = background ? 1 : 0;
    const anchors = place.length / 4;
    const [x, y] = corners === 'xyxy' ? [0, 1] : [1, 0];
    found.reset(anchors);
    for (let anchor = 0; anchor < anchors; anchor++) {
      const start = anchor * (classes + skipped) + skipped;
      const classId = likeliest(likely, start, classes);
      const score = likely[start + classId]!;
      if (!(score > scoreThreshold)) continue;

      const at = 4 * anchor;
      const [left, top] = [place[at + x]! * input.width, place[at + y]! * input.height];
      const [right, bottom] = [place[at + 2 + x]! * input.width, place[at + 2 + y]! * input.height];
      found.add(left, top, right, bottom, score, classId);
    }
  },
};
