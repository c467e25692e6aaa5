/**
 * Cameras of one room as JSON: a 3×4 projection matrix each, and where in the room people are to be followed. See
 * `docs/formats.md`.
 *
 * ```json
 * {"P":{"Cam_1":[[…],[…],[…]]},"image_size":[1920,1024],"fps":4,"tracking_area":{"x":[2,6.3],"y":[0,3.4]},"room":[7.7,3.4,2.7]}
 * ```
 */
import * as v from 'valibot';
import { malformedJson, readJsonFile } from '#core/datasets/json-file.ts';
import { type CameraModel, cameraCentre } from '#core/geometry/camera-model.ts';
import type { PlanPolygon } from '#core/geometry/polygon.ts';
import { cameraOfMatrix } from '#core/geometry/projection-matrix.ts';

export interface RoomCameras {
  readonly cameras: ReadonlyMap<string, CameraModel>;
  /** Where people are to be followed, m. */
  readonly outline: PlanPolygon;
  /** Frames a second; `null` when the file does not say. */
  readonly fps: number | null;
}

const WHAT = 'a file of projection matrices';
/** A file that does not say how large its room is: so far around its cameras, m. */
const AROUND = 10;

const number = v.pipe(v.number('a number'), v.finite('a finite number'));
const row = v.strictTuple([number, number, number, number], 'a row of four numbers');
const positive = v.pipe(number, v.gtValue(0, 'more than 0'));
const range = v.pipe(
  v.strictTuple([number, number], '[from, to], m'),
  v.check(([from, to]) => from < to, '[from, to] with from below to, m'),
);
const schema = v.object(
  {
    P: v.pipe(
      v.record(v.string(), v.strictTuple([row, row, row], 'three rows of four numbers'), 'a matrix a camera'),
      v.check((matrices) => Object.keys(matrices).length > 0, 'at least one camera'),
    ),
    image_size: v.optional(v.strictTuple([positive, positive], '[width, height], px')),
    fps: v.optional(v.pipe(positive, v.maxValue(1000, 'at most 1000'))),
    tracking_area: v.optional(v.object({ x: range, y: range }, 'ranges x and y, m')),
    room: v.optional(v.looseTuple([positive, positive], '[length, width, …], m')),
  },
  'an object with P, a 3×4 matrix a camera',
);

/**
 * @param file - Named in messages.
 * @throws WorkbenchError `dataset/malformed` naming the file, the place (`P.Cam_1[0][2]`) and what was expected there.
 */
export function readProjectionCameras(text: string, file: string): RoomCameras {
  const { P, image_size: size, fps = null, tracking_area: area, room } = readJsonFile(text, file, WHAT, schema);
  const frame = size === undefined ? null : { width: size[0], height: size[1] };
  const cameras = new Map<string, CameraModel>();
  for (const [name, matrix] of Object.entries(P)) {
    const camera = cameraOfMatrix(matrix, frame);
    if (camera === null) {
      const why = 'is no camera’s: its first three columns must be independent, and its pixels have right angles';
      throw malformedJson(file, WHAT, `P.${name}`, why);
    }
    if (!(camera.width > 1 && camera.height > 1)) {
      const why = `has its principal point at ${camera.cx.toFixed(2)}, ${camera.cy.toFixed(2)}; expected pixels, or "image_size" beside "P"`;
      throw malformedJson(file, WHAT, `P.${name}`, why);
    }
    cameras.set(name, camera);
  }
  const outline = area !== undefined ? rectangle(area.x, area.y) : room ? rectangle([0, room[0]], [0, room[1]]) : null;
  const followed = outline ?? around([...cameras.values()]);
  for (const [name, camera] of cameras) {
    const why = wrongWay(camera, followed);
    if (why !== null) throw malformedJson(file, WHAT, `P.${name}`, why);
  }
  return { cameras, outline: followed, fps };
}

/**
 * A matrix says nothing of its sign, so a mirrored one is a camera too: one that looks up with its picture upside down, away from the room, or
 * hangs below its floor.
 */
function wrongWay(camera: CameraModel, outline: PlanPolygon): string | null {
  const { z } = cameraCentre(camera);
  if (z <= 0)
    return `has its camera ${Math.abs(z).toFixed(2)} m below the floor; expected z upwards and the floor at 0`;
  const expected = 'expected right-handed axes, x to the right and y down in the picture';
  const [, , , , , down, rx, ry, up] = camera.rotation;
  if (down! > 0 && up! > 0) return `looks up with its picture upside down: it is mirrored; ${expected}`;
  const ahead = outline.some(([x, y]) => rx! * x + ry! * y + camera.translation[2] > 0);
  if (ahead) return null;
  return `has the whole room behind its camera: it is mirrored; ${expected}`;
}

const rectangle = ([x0, x1]: readonly number[], [y0, y1]: readonly number[]): PlanPolygon => [
  [x0!, y0!],
  [x1!, y0!],
  [x1!, y1!],
  [x0!, y1!],
];

function around(cameras: readonly CameraModel[]): PlanPolygon {
  const centres = cameras.map(cameraCentre);
  const span = (of: 'x' | 'y') => {
    const all = centres.map((centre) => centre[of]);
    return [Math.min(...all) - AROUND, Math.max(...all) + AROUND];
  };
  return rectangle(span('x'), span('y'));
}
