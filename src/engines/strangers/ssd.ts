import type { TensorShape } from '#engines/engine.ts';
import type { Recogniser } from '#engines/strangers/recogniser.ts';
import { onePicture, pictureShape } from '#engines/strangers/shapes.ts';

/** COCO's ids go to 90, and TensorFlow's detectors have a score for each, with or without a background before them. */
const COCO_IDS = 90;

/**
 * Only as TensorFlow's detection models have it, trained on COCO: with other numbers of classes nobody can tell whether
 * there is a background, or where a box begins. Their graphs scale the picture themselves.
 */
export const ssd: Recogniser = {
  shapes: `[1, H, W, 3] → [1, anchors, 4] and [1, anchors, ${COCO_IDS} or ${COCO_IDS + 1}]`,

  recognise: (input, outputs) => {
    const picture = pictureShape(input);
    if (picture?.layout !== 'nhwc' || outputs.length !== 2) return null;
    const boxes = outputs.find((each) => lastOf(each) === 4);
    const scores = outputs.find((each) => [COCO_IDS, COCO_IDS + 1].includes(lastOf(each)));
    if (boxes === undefined || scores === undefined || anchorsOf(boxes) !== anchorsOf(scores)) return null;
    return {
      input: {
        name: input.name,
        ...picture,
        channels: 'rgb',
        range: 255,
        mean: [0, 0, 0],
        std: [1, 1, 1],
        fit: 'stretch',
        anchor: 'top-left',
        pad: 114,
      },
      output: {
        decoder: 'ssd',
        boxes: boxes.name,
        corners: 'yxyx',
        scores: scores.name,
        background: lastOf(scores) > COCO_IDS,
        scoreThreshold: 0.1,
        nmsIou: 0.45,
      },
      classes: COCO_IDS,
    };
  },
};

function lastOf({ shape }: TensorShape): number {
  return onePicture(shape)?.at(-1) ?? 0;
}

/** Boxes may have an axis of one class between anchors and corners. */
function anchorsOf({ shape }: TensorShape): number | null {
  const [anchors, ...others] = onePicture(shape) ?? [];
  return anchors !== undefined && (others.length === 1 || (others.length === 2 && others[0] === 1)) ? anchors : null;
}
