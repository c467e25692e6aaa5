/**
 * How a lens that bends is drawn: first straight, a little wider than the lens sees, then bent over a net of small quadrilaterals whose
 * corners are exact.
 */
import { type CameraModel, undistort } from '#core/geometry/camera-model.ts';
import { imagePoint } from '#core/geometry/frames.ts';

/** Quadrilaterals of the net. Between its corners the bend is a straight line to well under a tenth of a pixel. */
const ACROSS = 48;
const DOWN = 32;

export interface WideView {
  /** What the straight picture covers of the plane one metre before the camera. */
  readonly x0: number;
  readonly x1: number;
  readonly y0: number;
  readonly y1: number;
  /** px of the straight picture at the density of the bent one's middle. */
  readonly width: number;
  readonly height: number;
  /** Corner by corner, row by row from the top: where in the straight picture it is, in parts of it from the top left; NaN: nowhere. */
  readonly corners: Float32Array;
  readonly across: number;
  readonly down: number;
}

export function wideView(camera: CameraModel): WideView {
  const rays = new Float64Array(2 * (ACROSS + 1) * (DOWN + 1));
  let [x0, x1, y0, y1] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let j = 0; j <= DOWN; j++)
    for (let i = 0; i <= ACROSS; i++) {
      const ray = undistort(camera, imagePoint((i * camera.width) / ACROSS, (j * camera.height) / DOWN));
      const k = 2 * (j * (ACROSS + 1) + i);
      // Far outside what a strong lens can see there is nothing to show.
      rays[k] = ray?.x ?? NaN;
      rays[k + 1] = ray?.y ?? NaN;
      if (ray === null) continue;
      x0 = Math.min(x0, ray.x);
      x1 = Math.max(x1, ray.x);
      y0 = Math.min(y0, ray.y);
      y1 = Math.max(y1, ray.y);
    }
  const corners = Float32Array.from(rays, (ray, k) => {
    const [from, to] = k % 2 === 0 ? [x0, x1] : [y0, y1];
    return (ray - from) / (to - from);
  });
  return {
    x0,
    x1,
    y0,
    y1,
    width: (x1 - x0) * camera.fx,
    height: (y1 - y0) * camera.fy,
    corners,
    across: ACROSS,
    down: DOWN,
  };
}
