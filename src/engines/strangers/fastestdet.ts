import type { Recogniser } from '#engines/strangers/recogniser.ts';
import { onePicture, pictureShape } from '#engines/strangers/shapes.ts';

const STRIDE = 16;

/** The rest is as in FastestDet's own exports (github.com/dog-qiuqiu/FastestDet). */
export const fastestdet: Recogniser = {
  shapes: `[1, 3, H, W] → [1, 5 + classes, H / ${STRIDE}, W / ${STRIDE}]`,

  recognise: (input, [output, ...more]) => {
    const picture = pictureShape(input);
    const [fields, lines, columns, ...others] = (output && onePicture(output.shape)) ?? [];
    if (picture?.layout !== 'nchw' || output === undefined || fields === undefined || fields < 6) return null;
    if (lines === undefined || columns === undefined || more.length > 0 || others.length > 0) return null;
    if (lines * STRIDE !== picture.height || columns * STRIDE !== picture.width) return null;
    return {
      input: {
        name: input.name,
        ...picture,
        channels: 'bgr',
        range: 1,
        mean: [0, 0, 0],
        std: [1, 1, 1],
        fit: 'stretch',
        anchor: 'top-left',
        pad: 114,
      },
      // Its scores are roots of probabilities: 0.3 is as low as 0.1 elsewhere.
      output: { decoder: 'fastestdet', name: output.name, stride: STRIDE, scoreThreshold: 0.3, nmsIou: 0.45 },
      classes: fields - 5,
    };
  },
};
