import type { TensorShape } from '#engines/engine.ts';
import type { Recogniser } from '#engines/strangers/recogniser.ts';
import { fits, onePicture, pictureShape } from '#engines/strangers/shapes.ts';

const strides = [8, 16, 32];
/** Distances of 0 to 7 cells, as in every network the authors released. */
const DISTANCES = 4 * 8;

/** The rest is as NanoDet-m was trained (github.com/RangiLyu/nanodet, its configurations). */
export const nanodet: Recogniser = {
  shapes: `[1, 3, H, W] → for each of three grids [1, cells, classes] and [1, cells, ${DISTANCES}]`,

  recognise: (input, outputs) => {
    const picture = pictureShape(input);
    if (picture?.layout !== 'nchw' || outputs.length !== 6 || !fits(picture, strides)) return null;
    const levels = strides.map((stride) => levelOf(outputs, (picture.width / stride) * (picture.height / stride)));
    const [classes, ...others] = levels.map((level) => level?.classes);
    if (classes === undefined || others.some((each) => each !== classes)) return null;
    return {
      input: {
        name: input.name,
        ...picture,
        channels: 'bgr',
        range: 255,
        mean: [103.53, 116.28, 123.675],
        std: [57.375, 57.12, 58.395],
        fit: 'letterbox',
        anchor: 'top-left',
        pad: 114,
      },
      output: {
        decoder: 'nanodet',
        scores: levels.map((level) => level!.scores),
        distances: levels.map((level) => level!.distances),
        strides,
        scoreThreshold: 0.1,
        nmsIou: 0.45,
      },
      classes,
    };
  },
};

/** The two outputs of one grid, in either order. With as many classes as distances nobody can tell them apart. */
function levelOf(outputs: readonly TensorShape[], cells: number) {
  const own = outputs.flatMap(({ name, shape }) => {
    const [rows, fields, ...more] = onePicture(shape) ?? [];
    return rows === cells && fields !== undefined && more.length === 0 ? [{ name, fields }] : [];
  });
  const distances = own.filter(({ fields }) => fields === DISTANCES);
  const scores = own.filter(({ fields }) => fields !== DISTANCES);
  if (distances.length !== 1 || scores.length !== 1) return null;
  return { scores: scores[0]!.name, distances: distances[0]!.name, classes: scores[0]!.fields };
}
