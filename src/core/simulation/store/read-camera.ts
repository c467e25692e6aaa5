import type { ProjectCamera } from '#core/planning/project.ts';
import { type Place, malformed } from '#core/simulation/text/fault.ts';
import type { Words } from '#core/simulation/text/words.ts';

/** px, of whose cameras say nothing else; all are as wide as a television's. */
const WIDTH = 640;
/** A webcam with a wide lens: straight lines bend outwards a little at the edges. */
const DISTORTION: ProjectCamera['intrinsics']['distortion'] = [-0.06, 0.008, 0, 0, 0];

/** A camera with where it hangs, and which line says so. */
export interface PlacedCamera {
  readonly camera: ProjectCamera;
  /** m */
  readonly at: World;
  readonly place: Place;
}

/** `camera cam1 "Door" 0.1 0.1 2.6 looking 4 3 0.9 fov 85 wide 1280`: where it hangs, a point it looks at, how wide it sees; px. */
export function readCamera(line: Words): PlacedCamera {
  const id = line.id('the name of the camera');
  const name = line.word('what people call it, in quotation marks');
  const at = readWorld(line);
  line.expect('looking');
  const aim = readWorld(line);
  line.expect('fov');
  const across = (line.number('how wide it sees, in degrees', { min: 20, max: 120 }) * Math.PI) / 180;
  const width = line.takes('wide')
    ? 16 * Math.round(line.number('px of its pictures', { min: 320, max: 1920 }) / 16)
    : WIDTH;
  const height = (width * 9) / 16;
  const rotation = lookingAt(at, aim);
  if (rotation === null) throw malformed(line.place, `camera “${id}” looks straight up or down; aim it a little aside`);
  const focal = width / 2 / Math.tan(across / 2);
  const into = (row: number) => -at.reduce((sum, value, i) => sum + rotation[3 * row + i]! * value, 0);
  const camera: ProjectCamera = {
    id,
    name,
    purpose: 'Follows shoppers between door and shelves; made-up footage, no real person is filmed.',
    width,
    height,
    intrinsics: { fx: focal, fy: focal, cx: width / 2, cy: height / 2, distortion: DISTORTION },
    pose: { rotation, translation: [into(0), into(1), into(2)] },
    calibration: { method: 'simulated', date: '2026-01-01', residualPx: 0, residualCm: 0 },
    masks: [],
  };
  return { camera, at, place: line.place };
}

type World = readonly [number, number, number];

function readWorld(line: Words): World {
  return [line.number('x in metres'), line.number('y in metres'), line.number('z in metres', { min: 0, max: 20 })];
}

/** World to camera, axes x right, y down, z forward, without roll; `null` when it looks along the vertical. */
function lookingAt(from: World, to: World): number[] | null {
  const [dx, dy, dz] = [to[0] - from[0], to[1] - from[1], to[2] - from[2]];
  const level = Math.hypot(dx, dy);
  const length = Math.hypot(level, dz);
  if (level < 0.01) return null;
  const forward = [dx / length, dy / length, dz / length] as const;
  const right = [dy / level, -dx / level, 0] as const;
  const down = [
    forward[1] * right[2] - forward[2] * right[1],
    forward[2] * right[0] - forward[0] * right[2],
    forward[0] * right[1] - forward[1] * right[0],
  ] as const;
  return [...right, ...down, ...forward];
}
