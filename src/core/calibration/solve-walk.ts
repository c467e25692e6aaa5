/**
 * Where cameras hang and how late their clocks are, from one calibrated camera and one person who walked about.
 *
 * A camera that saw the walker together with known ones becomes known itself, and others through it. At the end each is
 * found once more from what all the others saw, and all clocks are set right together.
 */
import type { FloorWalk } from '#core/calibration/floor-walk.ts';
import { type KnownCamera, agreeOnTime, hopsTo, knownAs, othersOf, walkOf } from '#core/calibration/known-camera.ts';
import type { KeptLens } from '#core/calibration/kept-lens.ts';
import { walkQuality } from '#core/calibration/walk-quality.ts';
import { judgeSpread } from '#core/calibration/walk-spread.ts';
import { spreadBoxes } from '#core/calibration/spread-boxes.ts';
import { LEAST_SHARED, type WalkFault } from '#core/calibration/walk-fault.ts';
import { findDelay, judgeDelay, judgeTimes } from '#core/calibration/walk-clock.ts';
import { type WalkFit, fitWalk } from '#core/calibration/walk-fit.ts';
import { walkStarts } from '#core/calibration/walk-starts.ts';
import { type WalkerBox, secondsOf, walkerBoxes } from '#core/calibration/walker-boxes.ts';
import { walkerHeight } from '#core/calibration/walker-height.ts';
import type { CameraSighting } from '#core/detection/sighting.ts';
import type { Tall } from '#core/fusion/stature.ts';
import type { CameraModel } from '#core/geometry/camera-model.ts';
import type { FrameSize } from '#core/geometry/calibration-point.ts';

/** What one camera saw of the walk. */
export interface WatchedWalk {
  readonly camera: string;
  readonly size: FrameSize;
  /** `null` of a camera that is not calibrated. */
  readonly model: CameraModel | null;
  /** What is known of its lens wherever it hangs; `null` of nothing. */
  readonly lens: KeptLens | null;
  /** In the order they came. */
  readonly sightings: readonly CameraSighting[];
}

export interface FoundCamera {
  readonly camera: string;
  readonly model: CameraModel;
  /** How late its clock is against that of the reference, s; and the standard deviation of that. */
  readonly late: number;
  readonly lateSigma: number;
  /** Root mean square of how far the boxes are from where the walker stood, mistakes left out. */
  readonly residualPx: number;
  readonly residualCm: number;
  /** It and others saw the walker at once for so long, s. */
  readonly shared: number;
  /** Found from the reference: 1; from a camera that was: 2; and so on. */
  readonly hops: number;
}

export type WalkedCamera =
  ({ readonly ok: true } & FoundCamera) | { readonly ok: false; readonly camera: string; readonly fault: WalkFault };

export interface WalkAnswer {
  /** Why nothing can be found at all; else `null`. */
  readonly fault: WalkFault | null;
  /** All cameras but the reference, in their order; empty with a fault. */
  readonly cameras: readonly WalkedCamera[];
}

/** So many frames of each camera are enough. */
const FRAMES = 200;
/** Rounds in which each camera is found from all others. */
const ROUNDS = 2;

/** @param reference - The camera that is calibrated, by its id. Its clock is the one that the others are late against. */
export function solveWalk(watched: readonly WatchedWalk[], reference: string): WalkAnswer {
  const first = watched.find(({ camera }) => camera === reference);
  if (!first?.model) return { fault: { kind: 'uncalibrated', camera: reference }, cameras: [] };
  const own = walkerBoxes(reference, first.size, first.sightings);
  if (isFault(own)) return { fault: own, cameras: [] };
  const tall = walkerHeight(first.model, own);
  const fit = { camera: first.model, late: 0, height: tall.mean, cost: 0 };
  const start = knownAs(own, fit, 0, tall);
  // Boxes of which none stands for certain anywhere are no walker.
  if (start.fixes.length === 0) return { fault: { kind: 'nobody', camera: reference, seconds: 0 }, cameras: [] };
  const known = new Map<string, KnownCamera>([[reference, start]]);

  const faults = new Map<string, WalkFault>();
  const seen = new Map<string, readonly WalkerBox[]>();
  const others = watched.filter(({ camera }) => camera !== reference);
  for (const { camera, size, sightings } of others) {
    const boxes = walkerBoxes(camera, size, sightings);
    if (isFault(boxes)) faults.set(camera, boxes);
    else seen.set(camera, boxes);
  }
  for (;;) {
    const walk = walkOf([...known.values()])!;
    const waiting = others.filter(({ camera }) => seen.has(camera) && !known.has(camera));
    const tried = waiting.map((each) => ({ ...each, found: meet(each, seen.get(each.camera)!, walk, tall) }));
    for (const { camera, found } of tried) if (isFault(found)) faults.set(camera, found);
    // The one that saw most of the walk first: through it the others are known better.
    const best = tried
      .flatMap(({ camera, found }) => (isFault(found) ? [] : [{ camera, ...found }]))
      .sort((a, b) => b.shared - a.shared)[0];
    if (best === undefined) break;
    const hops = 1 + hopsTo([...known.values()], best.boxes, best.fit.late);
    known.set(best.camera, knownAs(best.boxes, best.fit, hops, tall));
    faults.delete(best.camera);
  }
  const lensOf = new Map(others.map(({ camera, lens }) => [camera, lens]));
  for (let round = 0; round < ROUNDS; round++) {
    for (const [camera, { boxes, fit, hops }] of known) {
      if (hops === 0) continue;
      const walk = walkOf(othersOf(known, camera))!;
      const thinned = spreadBoxes(boxes, fit.camera, FRAMES);
      known.set(camera, knownAs(boxes, fitWalk(fit, walk, thinned, tall, lensOf.get(camera) ?? null), hops, tall));
    }
  }
  const sigmas = agreeOnTime(known, tall);
  const cameras = others.map(({ camera }): WalkedCamera => {
    const found = known.get(camera);
    if (found === undefined) return { ok: false, camera, fault: faults.get(camera)! };
    return judged(camera, found, walkOf(othersOf(known, camera))!, sigmas.get(camera)!);
  });
  return { fault: null, cameras };
}

interface Met {
  readonly boxes: readonly WalkerBox[];
  readonly fit: WalkFit;
  readonly shared: number;
}

/** A camera that saw a walk over a floor that is known by now. */
function meet(
  { camera, size, lens }: WatchedWalk,
  boxes: readonly WalkerBox[],
  walk: FloorWalk,
  tall: Tall,
): Met | WalkFault {
  // A walk to and fro on one line would fit at many delays.
  const wrong = judgeTimes(camera, walk, boxes) ?? judgeSpread(camera, placesOf(walk));
  if (wrong !== null) return wrong;
  const delay = findDelay(walk, boxes, size.height);
  const shared = delay === null ? 0 : sharedSeconds(walk, boxes, delay.seconds);
  if (delay === null || shared < LEAST_SHARED) return { kind: 'overlap', camera, seconds: shared };
  const far = judgeDelay(camera, delay.seconds);
  if (far !== null) return far;
  const thinned = spreadBoxes(boxes, size, FRAMES);
  const starts = walkStarts(camera, size, walk, thinned, delay.seconds, tall);
  if (isFault(starts)) return starts;
  const fits = starts.map((start) =>
    fitWalk({ camera: start, late: delay.seconds, height: tall.mean }, walk, thinned, tall, lens),
  );
  const fit = fits.toSorted((a, b) => a.cost - b.cost)[0];
  if (fit === undefined) return { kind: 'no-camera', camera };
  const farther = judgeDelay(camera, fit.late);
  if (farther !== null) return farther;
  const quality = walkQuality(fit, walk, boxes);
  if (quality === null) return { kind: 'no-camera', camera };
  return quality.fits ? { boxes, fit, shared } : { kind: 'poor', camera, cm: quality.residualCm };
}

/** @param lateSigma - Of its clock, s. */
function judged(camera: string, { boxes, fit, hops }: KnownCamera, walk: FloorWalk, lateSigma: number): WalkedCamera {
  const far = judgeDelay(camera, fit.late);
  if (far !== null) return { ok: false, camera, fault: far };
  const quality = walkQuality(fit, walk, boxes);
  if (quality === null) return { ok: false, camera, fault: { kind: 'no-camera', camera } };
  const { fits, residualPx, residualCm } = quality;
  if (!fits) return { ok: false, camera, fault: { kind: 'poor', camera, cm: residualCm } };
  const shared = sharedSeconds(walk, boxes, fit.late);
  const { camera: model, late } = fit;
  return { ok: true, camera, model, late, lateSigma, residualPx, residualCm, shared, hops };
}

const sharedSeconds = (walk: FloorWalk, boxes: readonly WalkerBox[], late: number): number =>
  secondsOf(boxes.flatMap(({ time }) => (walk.at(time - late) === null ? [] : [time])));

/** Every half second, m. */
const placesOf = (walk: FloorWalk): readonly (readonly [number, number])[] =>
  Array.from({ length: Math.ceil(2 * (walk.to - walk.from)) }, (_, i) => walk.at(walk.from + i / 2)).flatMap((place) =>
    place === null ? [] : [[place.x, place.y] as const],
  );

const isFault = (found: unknown): found is WalkFault => typeof found === 'object' && found !== null && 'kind' in found;
