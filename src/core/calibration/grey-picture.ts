/** A picture without colour, row by row, in `[0, 255]`. The middle of the first pixel is at 0.5, 0.5. */
export interface GreyPicture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** @param pixels - RGBA, row by row. Weights after ITU-R BT.601. */
export function greyPicture(width: number, height: number, pixels: Uint8Array | Uint8ClampedArray): GreyPicture {
  const data = new Uint8Array(width * height);
  for (let i = 0, at = 0; i < data.length; i++, at += 4)
    data[i] = 0.299 * pixels[at]! + 0.587 * pixels[at + 1]! + 0.114 * pixels[at + 2]! + 0.5;
  return { width, height, data };
}

/** Between four pixels; what lies outside is as its nearest pixel. */
export function lightAt({ width, height, data }: GreyPicture, x: number, y: number): number {
  const u = Math.min(width - 1, Math.max(0, x - 0.5));
  const v = Math.min(height - 1, Math.max(0, y - 0.5));
  const [i, j] = [Math.floor(u), Math.floor(v)];
  const [a, b] = [u - i, v - j];
  const [right, below] = [i + 1 < width ? 1 : 0, j + 1 < height ? width : 0];
  const at = j * width + i;
  return (
    (data[at]! * (1 - a) + data[at + right]! * a) * (1 - b) +
    (data[at + below]! * (1 - a) + data[at + below + right]! * a) * b
  );
}
