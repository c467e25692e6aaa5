import { type CameraModel, undistort } from '#core/geometry/camera-model.ts';
import { type WorldPoint, imagePoint } from '#core/geometry/frames.ts';
import { cross, subtract, turn, unit, vector } from '#core/simulation/body/vector.ts';
import type { Dice } from '#core/simulation/looks/dice.ts';

/** px */
export interface FrameSize {
  readonly width: number;
  readonly height: number;
}

/** Beyond this tangent from its middle no cheap lens sees. */
const WIDEST = 2.2;

/** A camera in a room of `width` × `depth` m, as somebody with a ladder hangs it: in a corner, under the ceiling, on a shelf. */
export function randomCamera(
  dice: Dice,
  frame: FrameSize,
  room: readonly [width: number, depth: number],
  ceiling: number,
): CameraModel {
  const kind = dice.pick(['corner', 'corner', 'corner', 'wall', 'wall', 'overhead', 'shelf'] as const);
  const [width, depth] = room;
  // Shelves are as high as a camera on a shelf: it stands out of them.
  const inset = kind === 'shelf' ? dice.between(0.55, 0.75) : dice.between(0.08, 0.4);
  const x = kind === 'overhead' ? dice.between(0.25, 0.75) * width : dice.pick([inset, width - inset]);
  const y =
    kind === 'overhead' || kind === 'wall' ? dice.between(0.15, 0.85) * depth : dice.pick([inset, depth - inset]);
  const z = kind === 'shelf' ? dice.between(1.5, 2.1) : Math.min(ceiling - 0.08, dice.between(2.2, 3.1));
  const aim =
    kind === 'overhead'
      ? vector(x + dice.between(-0.5, 0.5), y + dice.between(-0.5, 0.5), 0)
      : vector(
          dice.between(0.25, 0.75) * width,
          dice.between(0.25, 0.75) * depth,
          dice.between(0, kind === 'shelf' ? 1.3 : 1),
        );
  const wide = dice.between(0.95, 1.75);
  const roll = dice.chance(0.7) ? dice.between(-0.06, 0.06) : dice.between(-0.35, 0.35);
  const shift = () => dice.between(-0.002, 0.002);
  const lens = [dice.between(-0.33, 0.03), dice.between(0, 0.09), shift(), shift()] as const;
  // A weaker bend of the same kind, until the lens sees as far as its corners.
  for (let share = 1; ; share *= 0.75) {
    const [k1, k2, p1, p2] = lens.map((each) => each * share) as [number, number, number, number];
    const camera = cameraAt(vector(x, y, z), aim, roll, wide, frame, [k1, k2, p1, p2, 0]);
    const corners = [0, frame.width].flatMap((u) => [0, frame.height].map((v) => undistort(camera, imagePoint(u, v))));
    if (corners.every((ray) => ray !== null && Math.hypot(ray.x, ray.y) < WIDEST)) return camera;
  }
}

/**
 * @param roll - rad, clockwise.
 * @param wide - Of the view across, at the middle of the lens, rad.
 */
export function cameraAt(
  eye: WorldPoint,
  aim: WorldPoint,
  roll: number,
  wide: number,
  { width, height }: FrameSize,
  distortion: CameraModel['distortion'],
): CameraModel {
  const forward = unit(subtract(aim, eye));
  const level = unit(cross(forward, Math.abs(forward.z) > 0.999 ? vector(0, 1, 0) : vector(0, 0, 1)));
  const right = turn(level, forward, roll);
  const down = cross(forward, right);
  const focal = width / 2 / Math.tan(wide / 2);
  const rows = [right, down, forward];
  const moved = rows.map((row) => -(row.x * eye.x + row.y * eye.y + row.z * eye.z));
  return {
    width,
    height,
    fx: focal,
    fy: focal,
    cx: width / 2,
    cy: height / 2,
    distortion,
    rotation: rows.flatMap((row) => [row.x, row.y, row.z]),
    translation: [moved[0]!, moved[1]!, moved[2]!],
  };
}
