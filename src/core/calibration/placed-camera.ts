/**
 * A camera of a file on the shop's floor: its unit of length, which of its axes points up, for which size of picture it was made,
 * and where on the plan its origin lies. What a file does not say is guessed from what cameras in shops are like, and said.
 */
import type { CameraModel } from '#core/geometry/camera-model.ts';
import type { FrameSize } from '#core/geometry/calibration-point.ts';
import { type Matrix3, multiply } from '#core/geometry/rotation.ts';
import type { ForeignCamera } from '#core/calibration/foreign-camera.ts';

/** Metres in one. */
export const LENGTHS = { m: 1, cm: 0.01, mm: 0.001 } as const;
export type Length = keyof typeof LENGTHS;

/** Which way of the file's axes is up. */
export const UPS = ['+z', '-z', '+y', '-y'] as const;
export type Up = (typeof UPS)[number];

/** From axes with that way up to axes with z up, right-handed both: a plain turn, so that nothing is mirrored. */
const TO_Z_UP: Readonly<Record<Up, Matrix3>> = {
  '+z': [1, 0, 0, 0, 1, 0, 0, 0, 1],
  '-z': [1, 0, 0, 0, -1, 0, 0, 0, -1],
  '+y': [1, 0, 0, 0, 0, -1, 0, 1, 0],
  '-y': [1, 0, 0, 0, 0, 1, 0, -1, 0],
};

/** How the file's world lies on the plan. */
export interface Placing {
  readonly length: Length;
  readonly up: Up;
  /** Of the file's origin on the plan, m. */
  readonly x: number;
  readonly y: number;
  /** Of the file's axes on the plan, counter-clockwise, rad. */
  readonly turn: number;
}

/** How high cameras in shops hang, m: of the lengths that a file may have, the one with which they come nearest to it is meant. */
const USUAL_HEIGHT = 2.7;

/** @param cameras - All of one world. */
export function guessPlacing(cameras: readonly ForeignCamera[]): Placing {
  const up = guessUp(cameras);
  const lies = { length: 'm', up, x: 0, y: 0, turn: 0 } as const;
  const heights = cameras.map(({ pose }) => Math.abs(heightOf(posed(pose, lies)))).sort((a, b) => a - b);
  const middle = heights[heights.length >> 1] ?? 0;
  const away = (length: Length) => Math.abs(Math.log((middle * LENGTHS[length]) / USUAL_HEIGHT));
  const length = (Object.keys(LENGTHS) as Length[]).reduce((best, each) => (away(each) < away(best) ? each : best));
  return { ...lies, length };
}

/**
 * The way that is up for all cameras: they hang on that side of the floor, their pictures stand upright, and they look down.
 * Of a camera that looks down by 45° upright and down count the same.
 */
function guessUp(cameras: readonly ForeignCamera[]): Up {
  const fits = UPS.map((up) => {
    const lie = cameras.map(({ pose }) => posed(pose, { length: 'm', up, x: 0, y: 0, turn: 0 }));
    const above = lie.map((each) => heightOf(each) > 0);
    const upright = lie.map(({ rotation }) => (-rotation[5]! - rotation[8]!) / Math.SQRT2);
    const fit = upright.reduce((sum, value, i) => sum + (above[i]! ? value : -1), 0) / Math.max(1, lie.length);
    return { up, fit, above: above.every(Boolean) };
  });
  // Z up is what nearly all files have: it is left only for one that fits clearly better.
  const [usual] = fits;
  const best = fits.reduce((a, b) => (b.fit > a.fit ? b : a));
  // Upside down by it more surely than upright by any other: mirrored, and whoever judges the camera says so.
  if (usual!.above && -usual!.fit > best.fit) return '+z';
  return usual!.fit > 0.3 || best.fit <= 0 ? '+z' : best.up;
}

/** The size for which a file's lens is taken to be made. `said`: by the file; otherwise its centre speaks for it. */
export interface MadeFor extends FrameSize {
  readonly said: boolean;
}

/** Widths that cameras deliver, px. */
const USUAL_WIDTHS = [640, 800, 960, 1024, 1280, 1600, 1920, 2048, 2304, 2560, 2592, 3840];
/** How far from the middle the principal point of a real lens may be, as a share of the picture; of a size that is only guessed, less. */
const [OFF_CENTRE, OFF_GUESSED] = [0.2, 0.12];

/** For which size of picture the lens was found. */
export function madeFor({ size, lens }: ForeignCamera, frame: FrameSize): MadeFor {
  if (size !== null) return { ...size, said: true };
  const fits = (width: number, height: number, off: number) =>
    Math.abs(lens.cx / width - 0.5) < off && Math.abs(lens.cy / height - 0.5) < off;
  if (fits(frame.width, frame.height, OFF_CENTRE)) return { width: frame.width, height: frame.height, said: false };
  const shape = frame.height / frame.width;
  const widths = USUAL_WIDTHS.filter((width) => fits(width, width * shape, OFF_GUESSED));
  const width = widths.sort((a, b) => Math.abs(a - 2 * lens.cx) - Math.abs(b - 2 * lens.cx))[0];
  if (width !== undefined) return { width, height: Math.round(width * shape), said: false };
  return { width: Math.round(2 * lens.cx), height: Math.round(2 * lens.cy), said: false };
}

/** How different the shapes of two sizes may be: 1088 lines are coded where 1080 are seen. */
const SAME_SHAPE = 0.02;

/**
 * @returns The camera for pictures of `frame`, on the plan; `null` when its lens was found for pictures of another shape: nobody
 *   knows what was cut off.
 */
export function placeCamera(camera: ForeignCamera, frame: FrameSize, placing: Placing): CameraModel | null {
  const made = madeFor(camera, frame);
  const [wide, high] = [frame.width / made.width, frame.height / made.height];
  if (Math.abs(wide / high - 1) > SAME_SHAPE) return null;
  const { fx, fy, cx, cy, distortion } = camera.lens;
  return {
    width: frame.width,
    height: frame.height,
    fx: fx * wide,
    fy: fy * high,
    cx: cx * wide,
    cy: cy * high,
    distortion,
    ...posed(camera.pose, placing),
  };
}

function posed({ rotation, translation }: ForeignCamera['pose'], { length, up, x, y, turn }: Placing) {
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const onPlan = multiply([cos, -sin, 0, sin, cos, 0, 0, 0, 1], TO_Z_UP[up]);
  // The file's point is onPlanᵀ · (plan − origin): the turn goes before the camera's, and the origin into its translation.
  const turned = multiply(rotation, transposed(onPlan));
  const move = (row: 0 | 1 | 2) => translation[row] * LENGTHS[length] - turned[3 * row]! * x - turned[3 * row + 1]! * y;
  return { rotation: turned, translation: [move(0), move(1), move(2)] as const };
}

/** Of the camera's centre over the floor, −Rᵀt. */
const heightOf = ({ rotation: r, translation: t }: ReturnType<typeof posed>): number =>
  -(r[2]! * t[0] + r[5]! * t[1] + r[8]! * t[2]);

const transposed = (m: Matrix3): Matrix3 => [0, 3, 6, 1, 4, 7, 2, 5, 8].map((i) => m[i]!);
