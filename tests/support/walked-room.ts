/**
 * One person who walks about a room under webcams whose clocks differ, of which one is calibrated by clicks: what the others are
 * found to be, and what they are. The set-up is that of `crowd-cameras.ts`.
 */
import { type WalkAnswer, type WatchedWalk, solveWalk } from '#core/calibration/solve-walk.ts';
import type { CameraModel } from '#core/geometry/camera-model.ts';
import { chanceOf } from '#core/simulation/chance.ts';
import { micros } from '#core/time/micros.ts';
import { type Watching, type Webcam, hangWebcams, usualWatching, watch } from './crowd-cameras.ts';
import { floorErrorIn } from './floor-error.ts';
import { type Crowd, walkAbout } from './walking-crowd.ts';

export const WALKED_ROOM = { x: 8, y: 6 } as const;
/** Of the reference's eight clicks, px. */
const CLICK_SIGMA = 5;
/** Clocks are up to so far before or behind, s. */
const CLOCKS = 1.5;
/** Not in step with the moments that a crowd is known at, which would make every clock a little wrong. */
const FPS = 9.7;

export interface WalkCase {
  readonly cameras: number;
  readonly seconds: number;
  readonly watching?: Partial<Watching>;
  readonly people?: number;
}

export interface WalkedRoom {
  readonly webcams: readonly Webcam[];
  /** How late each camera's clock is, s; 0 of the first, the reference. */
  readonly late: readonly number[];
  readonly watched: readonly WatchedWalk[];
}

export function walkedRoom({ cameras, seconds, watching, people = 1 }: WalkCase, seed: number): WalkedRoom {
  return filmed(walkAbout({ people, seconds, room: WALKED_ROOM, seed }), cameras, seconds, watching ?? {}, seed);
}

/** @param crowd - However they walk. */
export function filmed(
  crowd: Crowd,
  cameras: number,
  seconds: number,
  watching: Partial<Watching>,
  seed: number,
): WalkedRoom {
  const webcams = hangWebcams(cameras, WALKED_ROOM, seed, CLICK_SIGMA);
  const chance = chanceOf(seed).fork('clocks');
  const late = webcams.map((_, i) => (i === 0 ? 0 : chance.between(-CLOCKS, CLOCKS)));
  const sightings = watch(crowd, webcams, seconds, { ...usualWatching, fps: FPS, ...watching }, seed).map(
    ({ sighting }) => sighting,
  );
  const watched = webcams.map(({ id, real, found }, i) => ({
    camera: id,
    size: { width: real.width, height: real.height },
    model: i === 0 ? found : null,
    lens: null,
    sightings: sightings
      .filter(({ camera }) => camera === id)
      .map((each) => ({ ...each, time: micros(each.time + Math.round(1e6 * late[i]!)) })),
  }));
  return { webcams, late, watched };
}

export const solved = ({ watched }: WalkedRoom): WalkAnswer => solveWalk(watched, watched[0]!.camera);

/** See `floorErrorIn`. */
export const floorError = (real: CameraModel, found: CameraModel): number => floorErrorIn(real, found, WALKED_ROOM);
