/** A shop with one camera whose true model is known, and what that camera sees: a floor of tiles, drawn through the model. */
import { UNCALIBRATED } from '#core/planning/camera.ts';
import { projectToGround, projectToImage } from '#core/geometry/camera-model.ts';
import { imagePoint } from '#core/geometry/frames.ts';
import { cameraModel } from '#core/planning/camera.ts';
import type { Project } from '#core/planning/project.ts';
import { tinyProject } from './tiny-project.ts';

const [WIDTH, HEIGHT] = [640, 360];

/** As it hangs: what a calibration has to find. */
export const trueCamera = cameraModel(tinyProject().cameras[0]!);

/** Its camera is thought to hang elsewhere and to see less wide. */
export function uncalibratedProject(): Project {
  const project = tinyProject();
  const [camera] = project.cameras;
  return {
    ...project,
    cameras: [
      {
        ...camera!,
        intrinsics: { ...camera!.intrinsics, fx: 600, fy: 600 },
        pose: { ...camera!.pose, translation: [-1, 1, 3] },
        calibration: { ...camera!.calibration, method: UNCALIBRATED },
      },
    ],
    sensors: [],
    recordings: [{ ...project.recordings[0]!, readings: [] }],
  };
}

/** What one can find in the picture and on the plan: corners of the fixture, of the room, and of two tiles. */
export const MARKS: readonly (readonly [x: number, y: number])[] = [
  [1, 2.6],
  [2.6, 2.6],
  [0, 3],
  [4, 3],
  [1.5, 1.5],
  [3, 1.5],
];

/** Where the true camera sees a place on the floor, px. */
export function seenAt(x: number, y: number): { readonly x: number; readonly y: number } {
  return projectToImage(trueCamera, { x, y, z: 0 })!;
}

/** Half-metre tiles inside the outline, dark outside; RGBA, row by row. */
export function drawFloor(): Uint8Array {
  const pixels = new Uint8Array(WIDTH * HEIGHT * 4);
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) {
      const at = projectToGround(trueCamera, imagePoint(x + 0.5, y + 0.5), { x: 1, y: 1 })?.at;
      const inside = at !== undefined && at.x >= 0 && at.x <= 4 && at.y >= 0 && at.y <= 3;
      const tile = inside && (Math.floor(2 * at.x) + Math.floor(2 * at.y)) % 2 === 0;
      const shelf = inside && at.x >= 1 && at.x <= 2.6 && at.y >= 2.6;
      const [r, g, b] = shelf ? [150, 110, 70] : inside ? (tile ? [205, 200, 190] : [170, 166, 158]) : [60, 66, 72];
      pixels.set([r, g, b, 255], 4 * (WIDTH * y + x));
    }
  }
  return pixels;
}
