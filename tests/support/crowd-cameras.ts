/**
 * What cameras with a detector see of a crowd, by the set-up that fusion is measured on: webcams of 1280 × 720 px and 70° at 2.6 m
 * around a room, each calibrated from eight clicked points of the floor; boxes around bodies with an error of 3 % of their height at each
 * edge, 6 % of people overlooked and those who are hidden, 3 % false boxes.
 */
import type { CameraSighting } from '#core/detection/sighting.ts';
import type { Detection } from '#core/detection/detection.ts';
import type { Box } from '#core/geometry/box.ts';
import { calibrate } from '#core/geometry/calibrate.ts';
import { type CameraModel, cameraCentre, projectToGround, projectToImage } from '#core/geometry/camera-model.ts';
import { groundPoint, imagePoint } from '#core/geometry/frames.ts';
import { lastMeeting } from '#core/geometry/polygon.ts';
import { cutAtFrame } from '#core/simulation/body/image-box.ts';
import { type Chance, chanceOf } from '#core/simulation/chance.ts';
import { micros } from '#core/time/micros.ts';
import { bodyBox } from './body-box.ts';
import { ceilingCamera } from './ceiling-camera.ts';
import { LastingErrors } from './lasting-errors.ts';
import { type Crowd, type CrowdSetUp, crowdAt } from './walking-crowd.ts';

export interface Webcam {
  readonly id: string;
  readonly real: CameraModel;
  /** As its clicked points say. */
  readonly found: CameraModel;
}

const FRAME = { width: 1280, height: 720 } as const;
const FOCAL = FRAME.width / 2 / Math.tan((35 * Math.PI) / 180);
/** m */
const HANGS = 2.6;
/** Where it looks: so high, in the middle of the room, m. */
const LOOKS = 0.9;
/** Clicked points of the floor, and how far beside a click is, px. */
const CLICKS = { count: 8, sigma: 3 } as const;

/**
 * Corners first, then the middles of the walls.
 *
 * @param count - Up to 8.
 * @param sigma - Of a click, px.
 */
export function hangWebcams(
  count: number,
  room: CrowdSetUp['room'],
  seed: number,
  sigma: number = CLICKS.sigma,
): readonly Webcam[] {
  const chance = chanceOf(seed).fork('webcams');
  const [x, y] = [room.x, room.y];
  const places = [
    [0, 0],
    [x, y],
    [x, 0],
    [0, y],
    [x / 2, 0],
    [x / 2, y],
    [0, y / 2],
    [x, y / 2],
  ] as const;
  return places.slice(0, count).map(([cx, cy], i) => {
    const away = Math.hypot(x / 2 - cx, y / 2 - cy);
    const pan = Math.atan2(y / 2 - cy, x / 2 - cx);
    const tilt = Math.atan2(HANGS - LOOKS, away);
    const real = ceilingCamera({ at: [cx, cy, HANGS], pan, tilt, focal: FOCAL, ...FRAME });
    return { id: `cam${i + 1}`, real, found: clicked(real, room, sigma, chance.fork(`cam${i + 1}`)) };
  });
}

/** Eight places of the floor all over the picture, each clicked beside where it is. */
function clicked(real: CameraModel, room: CrowdSetUp['room'], sigma: number, chance: Chance): CameraModel {
  for (;;) {
    const points = [];
    while (points.length < CLICKS.count) {
      // A cell of a 4 × 2 grid each, which is how people are asked to spread them.
      const [column, row] = [points.length % 4, Math.floor(points.length / 4)];
      const at = imagePoint(
        ((column + chance.between(0.15, 0.85)) * FRAME.width) / 4,
        FRAME.height * (0.38 + 0.3 * (row + chance.between(0, 0.9))),
      );
      const floor = projectToGround(real, at, { x: 1, y: 1 })?.at;
      if (floor === undefined || floor.x < -2 || floor.y < -2 || floor.x > room.x + 2 || floor.y > room.y + 2) continue;
      const beside = () => sigma * chance.normal();
      points.push({ image: imagePoint(at.x + beside(), at.y + beside()), world: { ...floor, z: 0 } });
    }
    const { calibration } = calibrate(points, FRAME);
    if (calibration !== null) return calibration.camera;
  }
}

export interface Watching {
  /** Frames a second of each camera. */
  readonly fps: number;
  /** Of a box' edges, of its height. */
  readonly noise: number;
  /** How alike a frame's errors at an edge are to those of the frame before, in `[0, 1)`. */
  readonly alike: number;
  readonly misses: number;
  /** Boxes where nobody is, of those where somebody is. */
  readonly false: number;
  /** The largest difference of two cameras' clocks, s. */
  readonly skew: number;
  /** Of all frames, those that never arrive. */
  readonly drops: number;
  /** Of looks at somebody near the wall x = 0, those that find their reflection in it too. */
  readonly reflections: number;
}

export const usualWatching: Watching = {
  fps: 10,
  noise: 0.03,
  alike: 0,
  misses: 0.06,
  false: 0.03,
  skew: 0,
  drops: 0,
  reflections: 0,
};
/** Further from the wall nobody is reflected, m. */
const REFLECTED = 2;
/** Of somebody less of whom can be seen nothing is found. */
const LEAST_SEEN = 0.4;

/** A sighting, and for each of its detections whom it shows: nobody's are below 0, and a reflection shows whom it reflects. */
export interface Watched {
  readonly sighting: CameraSighting;
  readonly shown: readonly number[];
}

interface Spotted {
  readonly person: number;
  readonly detection: Detection;
}

/** In order of the times the cameras give. Cameras take their pictures each in its own step. */
export function watch(
  crowd: Crowd,
  webcams: readonly Webcam[],
  seconds: number,
  watching: Watching,
  seed: number,
): readonly Watched[] {
  const watched = webcams.flatMap(({ id, real }, i) => {
    const chance = chanceOf(seed).fork(`watch ${id}`);
    const phase = chance.between(0, 1 / watching.fps);
    const late = webcams.length > 1 ? watching.skew * (i / (webcams.length - 1)) : 0;
    const errors = new LastingErrors(chance, watching.alike);
    const dropping = chance.fork('drops');
    return Array.from({ length: Math.floor((seconds - 1 / watching.fps) * watching.fps) }, (_, frame): Watched => {
      const t = frame / watching.fps + phase;
      const spotted = detect(crowd, real, t, watching, chance, errors);
      const detections = spotted.map(({ detection }) => detection);
      const sighting = { kind: 'camera', camera: id, time: micros(Math.round((t + late) * 1e6)), detections } as const;
      return { sighting, shown: spotted.map(({ person }) => person) };
    }).filter(() => !dropping.happens(watching.drops));
  });
  return watched.sort((a, b) => a.sighting.time - b.sighting.time);
}

function detect(
  crowd: Crowd,
  camera: CameraModel,
  t: number,
  watching: Watching,
  chance: Chance,
  errors: LastingErrors,
): readonly Spotted[] {
  const eye = cameraCentre(camera);
  const passers = crowdAt(crowd, t).map((at, person) => ({ ...at, person }));
  // A pane shows who is before it as far behind it.
  const mirrored = passers
    .filter(({ x }) => x < REFLECTED && watching.reflections > 0)
    .map((passer) => ({ ...passer, x: -passer.x, reflected: true }));
  const bodies = [...passers, ...mirrored].flatMap(({ x, y, person, ...more }) => {
    const whole = bodyBox(camera, { x, y, height: crowd.heights[person]! });
    const box = whole === null ? null : cutAtFrame(camera, cutAtShelf(camera, crowd, { x, y, box: whole }));
    const far = Math.hypot(x - eye.x, y - eye.y);
    return box === null
      ? []
      : [{ box, far, person, tall: whole!.y1 - whole!.y0, often: 'reflected' in more ? watching.reflections : 1 }];
  });
  const found = bodies.flatMap(({ box, far, person, tall, often }): readonly Spotted[] => {
    const before = bodies.filter((other) => other.far < far).map((other) => other.box);
    const missed = chance.happens(watching.misses) || !(often === 1 || chance.happens(often));
    const shelved = Math.min(1, (box.y1 - box.y0) / tall);
    if (missed || shelved * shownOf(box, before) < LEAST_SEEN) return [];
    const off = (side: string) => watching.noise * (box.y1 - box.y0) * errors.next(`${person} ${side}`);
    // An edge at the frame's own stays there: what is beyond it nobody sees.
    const edge = (side: keyof Box, most: number) => {
      const value = box[side];
      return value <= 0 || value >= most ? value : Math.min(most, Math.max(0, value + off(side)));
    };
    const seen = {
      x0: edge('x0', FRAME.width),
      y0: edge('y0', FRAME.height),
      x1: edge('x1', FRAME.width),
      y1: edge('y1', FRAME.height),
    };
    return seen.x1 > seen.x0 && seen.y1 > seen.y0 ? [{ person, detection: { box: seen, score: 0.9, classId: 0 } }] : [];
  });
  const mistaken = bodies.flatMap((): readonly Spotted[] => {
    if (!chance.happens(watching.false)) return [];
    const tall = chance.between(150, 450);
    const [x0, y0] = [chance.between(0, FRAME.width - 0.4 * tall), chance.between(0, FRAME.height - tall)];
    const box = { x0, y0, x1: x0 + 0.4 * tall, y1: y0 + tall };
    return [{ person: -1, detection: { box, score: 0.9, classId: 0 } }];
  });
  return [...found, ...mistaken];
}

/** A box ends where a shelf begins to hide its person. */
function cutAtShelf(
  camera: CameraModel,
  { shelf }: Crowd,
  { x, y, box }: { readonly x: number; readonly y: number; readonly box: Box },
): Box {
  if (shelf === null) return box;
  const eye = cameraCentre(camera);
  const behind = lastMeeting(shelf.footprint, groundPoint(eye.x, eye.y), groundPoint(x, y));
  if (behind === null) return box;
  // What the line of sight over the shelf's far edge meets of the body, m.
  const hidden = eye.z - (eye.z - shelf.height) / behind;
  const bottom = hidden > 0 ? projectToImage(camera, { x, y, z: hidden }) : null;
  return bottom === null ? box : { ...box, y1: Math.max(box.y0, Math.min(box.y1, bottom.y)) };
}

/** How much of a box others leave, in [0, 1]. */
function shownOf(box: Box, before: readonly Box[]): number {
  const steps = [0.1, 0.3, 0.5, 0.7, 0.9];
  const points = steps.flatMap((u) =>
    steps.map((v) => ({ x: box.x0 + u * (box.x1 - box.x0), y: box.y0 + v * (box.y1 - box.y0) })),
  );
  const inside = ({ x, y }: { x: number; y: number }) =>
    before.some((other) => x >= other.x0 && x <= other.x1 && y >= other.y0 && y <= other.y1);
  return points.filter((point) => !inside(point)).length / points.length;
}
