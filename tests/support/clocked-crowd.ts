/**
 * A crowd under cameras whose clocks differ, stepped through a whole scene as a session is, and scored on the floor: see
 * `followed-crowd.ts` for the same without clocks.
 */
import { writeWorld } from '#core/datasets/world-table.ts';
import type { CameraModel } from '#core/geometry/camera-model.ts';
import type { CameraSighting } from '#core/detection/sighting.ts';
import { shoppersOf } from '#core/fusion/fusion.ts';
import { readWorldTracked, readWorldTruth } from '#core/metrics/world-rows.ts';
import { scoreWorld } from '#core/metrics/score-world.ts';
import { tracking } from '#core/metrics/tracking.ts';
import { type Scene, createScene } from '#core/pipeline/scene.ts';
import type { SceneSettings } from '#core/pipeline/settings.ts';
import { stepScene } from '#core/pipeline/step-scene.ts';
import { liveProject } from '#core/planning/live-project.ts';
import type { Project, ProjectCamera } from '#core/planning/project.ts';
import { micros } from '#core/time/micros.ts';
import { type Watching, type Webcam, hangWebcams, usualWatching, watch } from './crowd-cameras.ts';
import { type Crowd, crowdAt, walkAbout } from './walking-crowd.ts';

/** How a camera's stamps differ from the time it took the picture. */
export interface WrongClock {
  /** s */
  readonly offset: number;
  /** How much faster it goes, ppm. */
  readonly drift?: number;
}

export interface ClockedCrowd {
  readonly cameras: number;
  readonly people: number;
  readonly seconds: number;
  readonly watching?: Partial<Watching>;
  /** By camera, in their order; right where left out. */
  readonly clocks?: readonly WrongClock[];
  /** The project knows what the clocks are like. */
  readonly measured?: boolean;
  /** A camera is knocked: from second `at` on it looks elsewhere, and is calibrated as before. */
  readonly knock?: Knock;
  /** As a new session has them where left out. */
  readonly settings?: SceneSettings;
}

export interface Knock {
  /** Index. */
  readonly camera: number;
  /** s */
  readonly at: number;
  /** °, to its right and down, as it looks. */
  readonly aside: number;
  readonly down: number;
}

const ROOM = { x: 8, y: 6 } as const;
/** As ground-plane protocols have it, m. */
const RADIUS = 1;
/** Between two looks at who is where, s. */
const LOOK = 0.1;

/** @param told - Of the scene after every sighting. */
export function followClocked(
  { cameras, people, seconds, watching = {}, clocks = [], measured = false, knock, settings }: ClockedCrowd,
  seed: number,
  told: (scene: Scene, sighting: CameraSighting) => void = () => undefined,
): Readonly<Record<keyof typeof tracking.figures, number>> {
  const crowd = walkAbout({ people, seconds, room: ROOM, seed });
  const webcams = hangWebcams(cameras, ROOM, seed);
  const how = { ...usualWatching, ...watching };
  const seen = watch(crowd, webcams, seconds, how, seed).map(({ sighting }) => sighting);
  const stamped = stamp(
    knock === undefined
      ? seen
      : splice(
          seen,
          watch(crowd, knocked(webcams, knock), seconds, how, seed).map(({ sighting }) => sighting),
          webcams,
          knock,
        ),
    webcams,
    clocks,
  );
  const placed: Placed[] = [];
  let scene = createScene(crowdProject(webcams, measured ? clocks : []), settings);
  for (const sighting of stamped) {
    scene = stepScene(scene, sighting);
    told(scene, sighting);
    // The floor is as old as the scene's fusion: what lags behind is asked where it is then, not now.
    while (scene.fusion.time >= (placed.length + 1) * LOOK * 1e6) placed.push(lookAt(scene, placed.length + 1));
  }
  return score(crowd, placed);
}

type Placed = readonly { readonly id: number; readonly x: number; readonly y: number }[];

function lookAt(scene: Scene, look: number): Placed {
  const at = { ...scene.fusion, time: micros(Math.round(look * LOOK * 1e6)) };
  return shoppersOf(at, scene.settings.fusion)
    .filter(({ state }) => state === 'confirmed')
    .map(({ id, at: { x, y } }) => ({ id: Number(id.slice(1)), x, y }));
}

const splice = (
  before: readonly CameraSighting[],
  after: readonly CameraSighting[],
  webcams: readonly Webcam[],
  { camera, at }: Knock,
): readonly CameraSighting[] =>
  before.map((sighting, i) =>
    sighting.camera === webcams[camera]!.id && sighting.time >= at * 1e6 ? after[i]! : sighting,
  );

function knocked(webcams: readonly Webcam[], { camera, aside, down }: Knock): readonly Webcam[] {
  return webcams.map((webcam, i) => (i === camera ? { ...webcam, real: turn(webcam.real, aside, down) } : webcam));
}

/** World to camera, turned about the camera's own axes where it hangs, °. */
function turn(model: CameraModel, aside: number, down: number): CameraModel {
  const [pan, tilt] = [(aside * Math.PI) / 180, (down * Math.PI) / 180];
  const [cp, sp, ct, st] = [Math.cos(pan), Math.sin(pan), Math.cos(tilt), Math.sin(tilt)];
  const by = [cp, 0, -sp, -st * sp, ct, -st * cp, ct * sp, st, ct * cp];
  const column = (m: readonly number[], c: number) =>
    [0, 1, 2].map((r) => [0, 1, 2].reduce((sum, k) => sum + by[3 * r + k]! * m[3 * k + c]!, 0));
  const [a, b, c] = [0, 1, 2].map((axis) => column(model.rotation, axis));
  const t = model.translation;
  const move = (r: number) => [0, 1, 2].reduce((sum, k) => sum + by[3 * r + k]! * t[k]!, 0);
  const rotation = [0, 1, 2].flatMap((r) => [a![r]!, b![r]!, c![r]!]);
  return { ...model, rotation, translation: [move(0), move(1), move(2)] };
}

/** In order of the stamps. */
function stamp(
  sightings: readonly CameraSighting[],
  webcams: readonly Webcam[],
  clocks: readonly WrongClock[],
): readonly CameraSighting[] {
  const byCamera = new Map(webcams.map(({ id }, i) => [id, clocks[i] ?? { offset: 0 }]));
  return sightings
    .map((sighting) => {
      const { offset, drift = 0 } = byCamera.get(sighting.camera)!;
      return { ...sighting, time: micros(Math.round(sighting.time * (1 + drift / 1e6) + offset * 1e6)) };
    })
    .filter(({ time }) => time >= 0)
    .sort((a, b) => a.time - b.time);
}

/** A bare room in which these cameras hang as their clicked points say. */
export function crowdProject(webcams: readonly Webcam[], clocks: readonly WrongClock[] = []): Project {
  const bare = liveProject(
    'crowd',
    webcams.map(({ id, found }) => ({ id, name: id, width: found.width, height: found.height, known: null })),
    '2026-01-01T00:00:00Z',
    { width: ROOM.x, depth: ROOM.y },
  );
  const cameras = bare.cameras.map((camera, i): ProjectCamera => {
    const { fx, fy, cx, cy, distortion, rotation, translation } = webcams[i]!.found;
    return {
      ...camera,
      intrinsics: { fx, fy, cx, cy, distortion: [...distortion] },
      pose: { rotation: [...rotation], translation: [...translation] },
      ...(clocks[i] && { clock: clockOf(clocks[i]) }),
      calibration: { method: 'clicked points', date: '2026-01-01', residualPx: 3, residualCm: 2 },
    };
  });
  return { ...bare, cameras };
}

const clockOf = ({ offset, drift }: WrongClock): NonNullable<ProjectCamera['clock']> => ({
  offsetMicros: Math.round(offset * 1e6),
  ...(drift !== undefined && { driftPpm: drift }),
});

function score(crowd: Crowd, placed: readonly Placed[]): Readonly<Record<keyof typeof tracking.figures, number>> {
  const truth = placed.map((_, look) => crowdAt(crowd, (look + 1) * LOOK).map(({ x, y }, id) => ({ id, x, y })));
  const text = (looks: readonly Placed[]) =>
    writeWorld(looks.flatMap((all, look) => all.map((each) => ({ frame: look + 1, ...each }))));
  const [known, tracked] = [readWorldTruth(text(truth), 'truth'), readWorldTracked(text(placed), 'tracked')];
  return tracking.finish(scoreWorld('crowd', known, tracked, placed.length, RADIUS));
}
