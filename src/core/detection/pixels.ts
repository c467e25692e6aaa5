/** How the bytes of one frame lie in memory. The three layouts a browser hands over without converting much. */
import type { Size } from '#core/detection/letterbox.ts';
import type { Box } from '#core/geometry/box.ts';

export type PixelFormat = 'I420' | 'NV12' | 'RGBA';

/** Where a plane begins and how many bytes its rows are apart. */
export interface Plane {
  readonly offset: number;
  readonly stride: number;
}

/** Planes in the order of `VideoFrame.copyTo`: Y U V, Y UV or RGBA. Chroma has half the size, rounded up. */
export interface PixelLayout extends Size {
  readonly format: PixelFormat;
  readonly planes: readonly Plane[];
}

/** One of the three colour values of a picture: samples `step` bytes apart, rows `stride` bytes apart. */
export interface Channel extends Size, Plane {
  readonly step: number;
}

/** @returns Y, U, V or R, G, B. */
export function channelsOf({ format, planes, width, height }: PixelLayout): readonly [Channel, Channel, Channel] {
  const whole = { width, height };
  const half = { width: Math.ceil(width / 2), height: Math.ceil(height / 2) };
  const [first, second, third] = planes;
  switch (format) {
    case 'I420':
      return [
        { ...first!, ...whole, step: 1 },
        { ...second!, ...half, step: 1 },
        { ...third!, ...half, step: 1 },
      ];
    case 'NV12':
      return [
        { ...first!, ...whole, step: 1 },
        { ...second!, ...half, step: 2 },
        { ...behind(second!, 1), ...half, step: 2 },
      ];
    case 'RGBA':
      return [
        { ...first!, ...whole, step: 4 },
        { ...behind(first!, 1), ...whole, step: 4 },
        { ...behind(first!, 2), ...whole, step: 4 },
      ];
  }
}

/** Part of a picture, px of it. */
export interface Crop extends Size {
  readonly left: number;
  readonly top: number;
}

/** @returns px that share their colour, across and down: where crops begin. */
export function grainOf(format: string | null): 1 | 2 {
  return format === 'I420' || format === 'NV12' ? 2 : 1;
}

/**
 * The whole pixels of a picture inside `box`.
 *
 * @param box - px of the picture. Corners are rounded down to whole pixels, to multiples of `grain` at the left and top;
 *   what lies outside is cut off.
 * @returns `null` when less than a pixel is left.
 */
export function cropInside(picture: Size, box: Box, grain: 1 | 2): Crop | null {
  const start = (at: number) => Math.max(0, Math.floor(at / grain) * grain);
  const [left, top] = [start(box.x0), start(box.y0)];
  const width = Math.min(picture.width, Math.floor(box.x1)) - left;
  const height = Math.min(picture.height, Math.floor(box.y1)) - top;
  return width >= 1 && height >= 1 ? { left, top, width, height } : null;
}

/** As `cropInside`, without a copy: the same bytes, other planes and size. */
export function cropOf(pixels: PixelLayout, box: Box): PixelLayout | null {
  const crop = cropInside(pixels, box, grainOf(pixels.format));
  if (crop === null) return null;
  const { left, top, width, height } = crop;
  const planes = pixels.planes.map(({ offset, stride }, plane) => {
    const [across, down] = firstOf(pixels.format, plane, left, top);
    return { offset: offset + down * stride + across, stride };
  });
  return { format: pixels.format, width, height, planes };
}

/** Bytes and rows of a plane that lie before pixel `(left, top)`. */
function firstOf(format: PixelFormat, plane: number, left: number, top: number): readonly [number, number] {
  if (format === 'RGBA') return [4 * left, top];
  if (plane === 0) return [left, top];
  return [format === 'NV12' ? left : left / 2, top / 2];
}

function behind({ offset, stride }: Plane, bytes: number): Plane {
  return { offset: offset + bytes, stride };
}

/** Bytes up to the end of the last row. */
export function lengthOf(pixels: PixelLayout): number {
  const ends = channelsOf(pixels).map(
    ({ offset, stride, step, width, height }) => offset + (height - 1) * stride + (width - 1) * step + 1,
  );
  return Math.max(...ends);
}
