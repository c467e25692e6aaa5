/** The four cameras that filmed cps-test-01, from `store/calibration.json`: inches, camera to world, K over frame size. */
import * as v from 'valibot';
import { assert } from '#core/errors/assert.ts';
import type { ProjectCamera } from '#core/planning/project.ts';
import { type ForeignFolder, readJson } from './foreign.ts';
import { METRES_PER_INCH } from './units.ts';

const FILE = 'store/calibration.json';
const row = v.array(v.number());
const calibration = v.object({
  cameras: v.record(v.string(), v.object({ K: v.array(row), Tw: v.array(row), dist_coeffs: v.array(v.number()) })),
});

/** px of the clips. */
const WIDTH = 640;
const HEIGHT = 360;

/** Views 1 to 8 are the calibration's cameras 1, 2, 5, 6, 7, 8, 9, 10; a clip is called after its view. */
const FILMED = [
  { view: 1, calibrated: '1' },
  { view: 3, calibrated: '5' },
  { view: 5, calibrated: '7' },
  { view: 7, calibrated: '9' },
] as const;

export function readCameras(folder: ForeignFolder): ProjectCamera[] {
  const { cameras } = readJson(calibration, folder.text(FILE), FILE);
  return FILMED.map(({ view, calibrated }) => {
    const camera = cameras[calibrated];
    assert(camera, `${FILE} has camera ${calibrated}`);
    const at = (matrix: readonly (readonly number[])[], r: number, c: number) => matrix[r]?.[c] ?? 0;
    const [k1 = 0, k2 = 0, p1 = 0, p2 = 0, k3 = 0] = camera.dist_coeffs;
    // The pose is the inverse of camera-to-world: the rotation turned over, the centre taken through it.
    const rotation = [0, 1, 2].flatMap((r) => [0, 1, 2].map((c) => at(camera.Tw, c, r)));
    const centre = [0, 1, 2].map((r) => at(camera.Tw, r, 3) * METRES_PER_INCH);
    const move = (r: number) => -[0, 1, 2].reduce((sum, c) => sum + rotation[3 * r + c]! * centre[c]!, 0);
    return {
      id: `cam${view}`,
      name: `Camera ${view}`,
      purpose: 'Follows shoppers and sees them reach into the shelves.',
      width: WIDTH,
      height: HEIGHT,
      intrinsics: {
        fx: at(camera.K, 0, 0) * WIDTH,
        fy: at(camera.K, 1, 1) * HEIGHT,
        cx: at(camera.K, 0, 2) * WIDTH,
        cy: at(camera.K, 1, 2) * HEIGHT,
        distortion: [k1, k2, p1, p2, k3],
      },
      pose: { rotation, translation: [move(0), move(1), move(2)] },
      calibration: {
        method: 'store/calibration.json of another day, tens of pixels off',
        date: '2020-01-28',
        residualPx: 30,
        residualCm: null,
      },
      masks: [],
    };
  });
}
