/** How the bytes of one frame lie in memory. The three layouts a browser hands over without converting much. */
import type { Size } from '#core/detection/letterbox.ts';

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
