import type { FrameSize } from '#core/geometry/calibration-point.ts';
import { undistortNormalised } from '#core/geometry/distortion.ts';
import { type PictureLens, distortionAt } from '#core/geometry/picture-lens.ts';
import type { Spot } from '#app/pilot/calibration.svelte.ts';
import { straightenPicture } from '#overlay/straighten-picture.ts';

/** Wider than this a picture is made smaller first: it is for the eye, and must be there at once. */
const WIDEST = 640;

/** @returns The frame as a straight lens would show it, to be drawn; `null` while the browser gives no canvas. */
export function straightened(frame: VideoFrame, lens: PictureLens): OffscreenCanvas | null {
  const width = Math.min(WIDEST, frame.displayWidth);
  const height = Math.round((width * frame.displayHeight) / frame.displayWidth);
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) return null;
  context.drawImage(frame, 0, 0, width, height);
  const { data } = context.getImageData(0, 0, width, height);
  context.putImageData(new ImageData(straightenPicture(data, { width, height }, lens), width), 0, 0);
  return canvas;
}

/** Where points of the picture, px, lie in the straightened one. */
export function straightLine(points: readonly Spot[], lens: PictureLens, size: FrameSize): Spot[] {
  const radius = Math.hypot(size.width, size.height) / 2;
  const distortion = distortionAt(lens, size, radius);
  const [cx, cy] = [size.width / 2, size.height / 2];
  return points.flatMap(({ x, y }) => {
    const ray = undistortNormalised(distortion, (x - cx) / radius, (y - cy) / radius);
    return ray === null ? [] : [{ x: cx + radius * ray.x, y: cy + radius * ray.y }];
  });
}
