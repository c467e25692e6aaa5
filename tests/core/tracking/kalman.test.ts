import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Box } from '#core/geometry/box.ts';
import * as floor from '#core/tracking/floor-motion.ts';
import * as xyah from '#core/tracking/kalman-xyah.ts';
import * as xysr from '#core/tracking/kalman-xysr.ts';
import * as xywh from '#core/tracking/kalman-xywh.ts';
import { type FullState, diagonal, predictFull, updateFull } from '../../support/full-kalman.ts';

const boxes = fc.array(
  fc
    .tuple(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 20, max: 200 }), fc.integer({ min: 40, max: 400 }))
    .map(([x, width, height]): Box => ({ x0: x, y0: x / 2, x1: x + width, y1: x / 2 + height })),
  { minLength: 1, maxLength: 12 },
);

const listed = ({ x0, y0, x1, y1 }: Box) => Float64Array.of(x0, y0, x1, y1);

/** A motion whose mean stands before its covariance. */
function begun({ WIDTH, initiate }: Pick<typeof xyah, 'WIDTH' | 'initiate'>, box: Box): Float64Array {
  const motion = new Float64Array(WIDTH);
  initiate(motion, 0, listed(box), 0);
  return motion;
}

const square = (values: readonly number[]) => diagonal(values.map((value) => value ** 2));
const measured = (n: number, m: number) =>
  Array.from({ length: m }, (_, r) => Array.from({ length: n }, (_, c) => +(r === c)));
/** Positions first, then their velocities: as many as there are. */
const motion = (n: number, m: number) =>
  Array.from({ length: n }, (_, r) => Array.from({ length: n }, (_, c) => +(r === c || c === r + m)));

function near(got: readonly number[], wanted: readonly number[]): void {
  got.forEach((value, i) =>
    expect(Math.abs(value - wanted[i]!)).toBeLessThan(1e-6 * Math.max(1, Math.abs(wanted[i]!))),
  );
}

test('the filter of x, y, aspect and height is the whole 8 × 8 one', () => {
  fc.assert(
    fc.property(boxes, ([first, ...later]) => {
      const z = ({ x0, y0, x1, y1 }: Box) => [(x0 + x1) / 2, (y0 + y1) / 2, (x1 - x0) / (y1 - y0), y1 - y0];
      const noise = (h: number, p: number, v: number) => [p * h, p * h, 1e-2, p * h, v * h, v * h, 1e-5, v * h];
      const mine = begun(xyah, first!);
      const h0 = first!.y1 - first!.y0;
      let full: FullState = { mean: [...z(first!), 0, 0, 0, 0], cov: square(noise(h0, 2 / 20, 10 / 160)) };
      for (const box of later) {
        const h = full.mean[3]!;
        full = predictFull(full, motion(8, 4), square(noise(h, 1 / 20, 1 / 160)));
        const at = full.mean[3]!;
        full = updateFull(full, measured(8, 4), square([at / 20, at / 20, 1e-1, at / 20]), z(box));
        xyah.predict(mine, 0, false);
        xyah.update(mine, 0, listed(box), 0);
        near([...mine.slice(0, 8)], full.mean);
      }
    }),
  );
});

test('the filter of x, y, width and height is the whole 8 × 8 one', () => {
  fc.assert(
    fc.property(boxes, ([first, ...later]) => {
      const z = ({ x0, y0, x1, y1 }: Box) => [(x0 + x1) / 2, (y0 + y1) / 2, x1 - x0, y1 - y0];
      const noise = ([w, h]: readonly number[], p: number, v: number) => [
        p * w!,
        p * h!,
        p * w!,
        p * h!,
        v * w!,
        v * h!,
        v * w!,
        v * h!,
      ];
      const mine = begun(xywh, first!);
      let full: FullState = {
        mean: [...z(first!), 0, 0, 0, 0],
        cov: square(noise(z(first!).slice(2), 2 / 20, 10 / 160)),
      };
      for (const box of later) {
        full = predictFull(full, motion(8, 4), square(noise(full.mean.slice(2, 4), 1 / 20, 1 / 160)));
        full = updateFull(full, measured(8, 4), square(noise(full.mean.slice(2, 4), 1 / 20, 0).slice(0, 4)), z(box));
        xywh.predict(mine, 0, false);
        xywh.update(mine, 0, listed(box), 0);
        near([...mine.slice(0, 8)], full.mean);
      }
    }),
  );
});

test('the filter of x, y, area and aspect is the whole 7 × 7 one', () => {
  fc.assert(
    fc.property(boxes, ([first, ...later]) => {
      const z = ({ x0, y0, x1, y1 }: Box) => [
        (x0 + x1) / 2,
        (y0 + y1) / 2,
        (x1 - x0) * (y1 - y0),
        (x1 - x0) / (y1 - y0),
      ];
      // The aspect ratio, fourth, has no velocity.
      const f = motion(7, 4).map((row, r) => (r === 3 ? row.map((_, c) => +(c === 3)) : row));
      const mine = begun(xysr, first!);
      let full: FullState = { mean: [...z(first!), 0, 0, 0], cov: diagonal([10, 10, 10, 10, 1e4, 1e4, 1e4]) };
      for (const box of later) {
        const { mean } = full;
        if (mean[2]! + mean[6]! <= 0) full = { ...full, mean: mean.with(6, 0) };
        full = predictFull(full, f, diagonal([1, 1, 1, 1, 0.01, 0.01, 1e-4]));
        full = updateFull(full, measured(7, 4), diagonal([1, 1, 10, 10]), z(box));
        xysr.predict(mine, 0);
        xysr.update(mine, 0, listed(box), 0);
        near([...mine.slice(0, 7)], full.mean);
      }
    }),
  );
});

test('the filter on the floor is the whole 4 × 4 one, whichever way the errors lie', () => {
  const fixes = fc.array(
    fc
      .tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: -50, max: 50 }), fc.integer({ min: -9, max: 9 }))
      .map(([x, y, tilt]) => ({
        at: [x / 10, y / 10] as const,
        cov: [0.04, tilt / 500, tilt / 500, 0.01] as const,
      })),
    { minLength: 1, maxLength: 12 },
  );
  fc.assert(
    fc.property(fixes, ([first, ...later]) => {
      const [dt, q, speed] = [0.1, 0.5, 0.5];
      const v = speed ** 2 / 3;
      const noise = [
        [dt ** 4 / 4, 0, dt ** 3 / 2, 0],
        [0, dt ** 4 / 4, 0, dt ** 3 / 2],
        [dt ** 3 / 2, 0, dt ** 2, 0],
        [0, dt ** 3 / 2, 0, dt ** 2],
      ].map((row) => row.map((value) => value * q));
      const f = motion(4, 2).map((row, r) => row.map((value, c) => (r === c ? value : value * dt)));
      const walking = { firstSpeed: speed, acceleration: q };
      const mine = new Float64Array(floor.WIDTH);
      floor.initiate(mine, 0, Float64Array.from([...first!.at, 0, 0, 0]), 0, walking);
      let full: FullState = { mean: [...first!.at, 0, 0], cov: diagonal([1, 1, v, v]) };
      for (const fix of later) {
        const [xx, xy, yx, yy] = fix.cov;
        full = predictFull(full, f, noise);
        const s = [
          [full.cov[0]![0]! + xx, full.cov[0]![1]! + xy],
          [full.cov[1]![0]! + yx, full.cov[1]![1]! + yy],
        ];
        const det = s[0]![0]! * s[1]![1]! - s[0]![1]! * s[1]![0]!;
        const [dx, dy] = [fix.at[0] - full.mean[0]!, fix.at[1] - full.mean[1]!];
        const mahalanobis = (dx * dx * s[1]![1]! - 2 * dx * dy * s[0]![1]! + dy * dy * s[0]![0]!) / det;
        floor.predict(mine, 0, 1 / dt, walking);
        const flat = Float64Array.from([...fix.at, xx, xy, yy]);
        near([floor.distance(mine, 0, flat, 0)], [mahalanobis + Math.log(det)]);
        full = updateFull(
          full,
          measured(4, 2),
          [
            [xx, xy],
            [yx, yy],
          ],
          [...fix.at],
        );
        floor.update(mine, 0, flat, 0);
        near([...mine.slice(0, 4)], full.mean);
      }
    }),
  );
});
