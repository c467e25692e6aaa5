/**
 * What COCO's two kinds of JSON have in common. Kept as COCO keeps it, boxes as `[x, y, width, height]` too: an area worked out
 * from corners differs in its last digit, and at a threshold that is a match more or less.
 *
 * Source: https://cocodataset.org/#format-data and https://cocodataset.org/#format-results.
 */
import * as v from 'valibot';

/** px, from the upper left corner of the image. */
export type CocoBox = readonly [x: number, y: number, width: number, height: number];

const number = v.pipe(v.number('a number'), v.finite('a finite number'));
const size = v.pipe(number, v.minValue(0, '0 or more'));

/** The messages of these schemas say what was expected. */
export const field = {
  id: v.pipe(v.number('a whole number'), v.safeInteger('a whole number')),
  number,
  size,
  box: v.strictTuple([number, number, size, size], '[x, y, width, height]'),
};
