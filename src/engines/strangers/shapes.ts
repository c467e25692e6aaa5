import type { Size } from '#core/detection/letterbox.ts';
import type { TensorShape } from '#engines/engine.ts';

/** px, and where the three colours are. */
export interface PictureShape extends Size {
  readonly layout: 'nchw' | 'nhwc';
}

/** @returns `null` when it is not one picture of three colours whose size the file settles. */
export function pictureShape({ shape }: TensorShape): PictureShape | null {
  const [first, second, third, ...more] = onePicture(shape) ?? [];
  if (first === undefined || second === undefined || third === undefined || more.length > 0) return null;
  if (first === 3) return { layout: 'nchw', height: second, width: third };
  return third === 3 ? { layout: 'nhwc', height: first, width: second } : null;
}

/** Lengths behind the batch, which is 1 or open; `null` when it is another or they are open too. */
export function onePicture([batch, ...lengths]: TensorShape['shape']): readonly number[] | null {
  if (batch !== 1 && typeof batch !== 'string') return null;
  return lengths.every((each) => typeof each === 'number') ? lengths : null;
}

/** Whether grids of these cells fill a picture without a rest. */
export function fits({ width, height }: Size, strides: readonly number[]): boolean {
  return strides.every((stride) => width % stride === 0 && height % stride === 0);
}
