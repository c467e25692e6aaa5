import { cellsOf } from '#core/detection/grids.ts';
import type { Recogniser } from '#engines/strangers/recogniser.ts';
import { fits, onePicture, pictureShape } from '#engines/strangers/shapes.ts';

const strides = [8, 16, 32];

/** The rest is as in YOLOX's own exports (arXiv 2107.08430, release 0.1.1 and later). */
export const yolox: Recogniser = {
  shapes: '[1, 3, H, W] → [1, cells, 5 + classes]',

  recognise: (input, [output, ...more]) => {
    const picture = pictureShape(input);
    const [cells, fields, ...others] = (output && onePicture(output.shape)) ?? [];
    if (picture?.layout !== 'nchw' || output === undefined || fields === undefined) return null;
    if (more.length > 0 || others.length > 0 || fields < 6 || !fits(picture, strides)) return null;
    if (cells !== cellsOf(picture, strides)) return null;
    return {
      input: {
        name: input.name,
        ...picture,
        channels: 'bgr',
        range: 255,
        mean: [0, 0, 0],
        std: [1, 1, 1],
        fit: 'letterbox',
        anchor: 'top-left',
        pad: 114,
      },
      output: { decoder: 'yolox', name: output.name, strides, scoreThreshold: 0.1, nmsIou: 0.45 },
      classes: fields - 5,
    };
  },
};
