import { cellsOf } from '#core/detection/grids.ts';
import type { Recogniser } from '#engines/strangers/recogniser.ts';
import { fits, onePicture, pictureShape } from '#engines/strangers/shapes.ts';

const strides = [8, 16, 32];
/** Fields behind the cells are clear only with COCO's classes: any other number of them is one of YOLOX too. */
const COCO_FIELDS = 4 + 80;

/** The rest is as in the usual exports: RGB in [0, 1], the picture in the middle of a grey border. */
export const yolov8: Recogniser = {
  shapes: '[1, 3, H, W] → [1, 4 + classes, cells] or [1, cells, 84]',

  recognise: (input, [output, ...more]) => {
    const picture = pictureShape(input);
    const [first, second, ...others] = (output && onePicture(output.shape)) ?? [];
    if (picture === null || output === undefined || first === undefined || second === undefined) return null;
    if (more.length > 0 || others.length > 0 || !fits(picture, strides)) return null;
    const cells = cellsOf(picture, strides);
    const turned = first === cells && second === COCO_FIELDS;
    if (!turned && (second !== cells || first < 5)) return null;
    return {
      input: {
        name: input.name,
        ...picture,
        channels: 'rgb',
        range: 1,
        mean: [0, 0, 0],
        std: [1, 1, 1],
        fit: 'letterbox',
        anchor: 'centre',
        pad: 114,
      },
      output: {
        decoder: 'yolov8',
        name: output.name,
        order: turned ? 'cells-first' : 'fields-first',
        scoreThreshold: 0.1,
        nmsIou: 0.45,
      },
      classes: (turned ? second : first) - 4,
    };
  },
};
