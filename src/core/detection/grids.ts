import type { Size } from '#core/detection/letterbox.ts';

/** Cells of all grids together. @param strides - Cell sizes, px of the input. */
export function cellsOf(input: Size, strides: readonly number[]): number {
  return strides.reduce((cells, stride) => cells + (input.width / stride) * (input.height / stride), 0);
}
