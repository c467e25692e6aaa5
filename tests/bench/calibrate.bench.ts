import { performance } from 'node:perf_hooks';
import { calibrate } from '#core/geometry/calibrate.ts';
import { projectToGround } from '#core/geometry/camera-model.ts';
import { imagePoint } from '#core/geometry/frames.ts';
import { ceilingCamera } from '../support/ceiling-camera.ts';
import { mulberry32 } from '../support/floor-world.ts';
import type { Bench } from './bench.ts';

const POINTS = 20;
const ROUNDS = 30;
/** On the main thread, within a frame of a screen and with room for the drawing, ms. */
const WANTED_MS = 10;

/** What one movement of a mark costs: the camera found anew from all points, and once more without each of them. */
export const bench: Bench = {
  name: 'calibrate',
  run() {
    const camera = ceilingCamera({ tilt: 0.7, focal: 380 });
    const random = mulberry32(5);
    const points = Array.from({ length: POINTS }, (_, i) => {
      const at = imagePoint(60 + 130 * (i % 5), 130 + 60 * Math.floor(i / 5));
      const world = { ...projectToGround(camera, at, { x: 1, y: 1 })!.at, z: 0 };
      return { image: imagePoint(at.x + 2 * random() - 1, at.y + 2 * random() - 1), world };
    });
    const round = () => {
      const began = performance.now();
      calibrate(points, camera);
      return performance.now() - began;
    };
    const rounds = Array.from({ length: ROUNDS }, round).sort((a, b) => a - b);
    const [best, median] = [rounds[0]!, rounds[ROUNDS / 2]!];
    const what = `a camera from ${POINTS} clicked points, with every point left out once`;
    return Promise.resolve([
      { what: `${what}, best round`, value: best, unit: 'ms', target: `≤ ${WANTED_MS}`, met: best <= WANTED_MS },
      { what: `the same, median of ${ROUNDS} rounds`, value: median, unit: 'ms' },
    ]);
  },
};
