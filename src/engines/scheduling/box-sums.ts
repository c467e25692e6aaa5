/**
 * Sums over upright rectangles of a picture, each in four look-ups.
 *
 * Source: summed-area tables, F. C. Crow, *Summed-Area Tables for Texture Mapping*, SIGGRAPH 1984.
 *
 * @param values - Row by row.
 * @returns The sum over columns `left` to `right` and rows `top` to `bottom`, those at the end left out.
 */
export function boxSums(
  values: Float32Array,
  width: number,
): (left: number, top: number, right: number, bottom: number) => number {
  const stride = width + 1;
  const height = values.length / width;
  const sums = new Float64Array(stride * (height + 1));
  for (let y = 0; y < height; y++) {
    for (let x = 0, row = 0; x < width; x++) {
      row += values[y * width + x]!;
      sums[(y + 1) * stride + x + 1] = sums[y * stride + x + 1]! + row;
    }
  }
  return (left, top, right, bottom) =>
    sums[bottom * stride + right]! -
    sums[bottom * stride + left]! -
    sums[top * stride + right]! +
    sums[top * stride + left]!;
}
