/** The unknowns of the calibration as one vector of numbers, and back as cameras, floor marks and shelf heights. */
import type { CameraModel } from '#core/geometry/camera-model.ts';
import { rotate } from '../transform.ts';
import type { Clicks, Px } from './clicks.ts';
import type { CameraStart } from './start.ts';

/** A turn (3), the centre (3), the focal length as a share of the start's, the principal point (2). */
const PER_CAMERA = 9;

export interface Scene {
  readonly cameras: ReadonlyMap<string, CameraModel>;
  /** Floor position by mark, m. */
  readonly marks: ReadonlyMap<string, Px>;
  /** m, by shelf. */
  readonly heights: ReadonlyMap<string, number>;
}

export function firstGuess(clicks: Clicks, starts: readonly CameraStart[]): Float64Array {
  const [width, height] = clicks.size;
  return Float64Array.from([
    ...starts.flatMap(({ centre }) => [0, 0, 0, ...centre, 1, width / 2, height / 2]),
    ...clicks.floorMarks.flatMap(({ near }) => near),
    ...Object.values(clicks.shelfHeights),
  ]);
}

export function readScene(unknowns: Float64Array, clicks: Clicks, starts: readonly CameraStart[]): Scene {
  const marksFrom = starts.length * PER_CAMERA;
  const heightsFrom = marksFrom + 2 * clicks.floorMarks.length;
  return {
    cameras: new Map(
      starts.map((start, i) => [
        start.id,
        cameraOf(start, unknowns.subarray(i * PER_CAMERA, (i + 1) * PER_CAMERA), clicks.size),
      ]),
    ),
    marks: new Map(
      clicks.floorMarks.map(({ id }, i) => [id, [unknowns[marksFrom + 2 * i]!, unknowns[marksFrom + 2 * i + 1]!]]),
    ),
    heights: new Map(Object.keys(clicks.shelfHeights).map((shelf, i) => [shelf, unknowns[heightsFrom + i]!])),
  };
}

/** How far the unknowns of the cameras and shelves are from what was known before, in standard deviations. */
export function surprise(unknowns: Float64Array, clicks: Clicks, starts: readonly CameraStart[]): number[] {
  const first = firstGuess(clicks, starts);
  const off = (i: number, sigma: number) => (unknowns[i]! - first[i]!) / sigma;
  const cameras = starts.flatMap((_, i) => {
    const at = i * PER_CAMERA;
    return [3, 4, 5].map((k) => off(at + k, 0.4)).concat(off(at + 6, 0.3), off(at + 7, 8), off(at + 8, 8));
  });
  const heightsFrom = starts.length * PER_CAMERA + 2 * clicks.floorMarks.length;
  return cameras.concat(Object.keys(clicks.shelfHeights).map((_, i) => off(heightsFrom + i, 0.015)));
}

function cameraOf(start: CameraStart, q: Float64Array, [width, height]: Px): CameraModel {
  const turn = [q[0]!, q[1]!, q[2]!] as const;
  const r = start.rotation;
  const columns = [0, 1, 2].map((c) => rotate(turn, [r[c]!, r[3 + c]!, r[6 + c]!]));
  const rotation = [0, 1, 2].flatMap((row) => columns.map((column) => column[row]!));
  const move = (row: number) => -[0, 1, 2].reduce((sum, c) => sum + rotation[3 * row + c]! * q[3 + c]!, 0);
  const focal = start.focal * q[6]!;
  return {
    width,
    height,
    fx: focal,
    fy: focal,
    cx: q[7]!,
    cy: q[8]!,
    // The clips are rectified already: edges of doors and windows are straight in them to 0.2 px rms.
    distortion: [0, 0, 0, 0, 0],
    rotation,
    translation: [move(0), move(1), move(2)],
  };
}
