/**
 * The floor tracker: who is who is decided on the floor and not in the picture, where people who pass each other cover each
 * other and steps towards the camera change every box.
 *
 * Source: Yi, Luo, Luo, Huang & Wu, *UCMCTrack: Multi-Object Tracking with Uniform Camera Motion Compensation*, AAAI 2024,
 * for one camera that stands still: distances of `floor-motion.ts`, two looks by score as in ByteTrack. From ByteTrack
 * are also two rules that measured better here: who is there in the first frame counts at once, and a new track that is
 * missed before it is followed is gone. Boxes whose foot is on no floor are ignored.
 */
import type { Detection } from '#core/detection/detection.ts';
import { assert } from '#core/errors/assert.ts';
import type { Box } from '#core/geometry/box.ts';
import { type CameraModel, projectToGround, projectToImage } from '#core/geometry/camera-model.ts';
import { type GroundFix, imagePoint } from '#core/geometry/frames.ts';
import { assignWithin } from '#core/math/assignment.ts';
import { assertInRange } from '#core/math/parameter.ts';
import { isBox } from '#core/tracking/association.ts';
import { type FloorMotion, distance, initiate, predict, update } from '#core/tracking/floor-motion.ts';
import { type FloorParameterName, floorParameters } from '#core/tracking/floor-parameters.ts';
import type { Track } from '#core/tracking/track.ts';
import type { Tracker, TrackerStep } from '#core/tracking/tracker.ts';

interface TrackRecord {
  /** As it was listed in the newest frame; its box is the detection's where it has one. */
  readonly track: Track;
  readonly motion: FloorMotion;
  /** Frames with a detection, and frames since the newest. */
  readonly hits: number;
  readonly unseen: number;
}

type Parameters = Readonly<Record<FloorParameterName, number>>;

export interface FloorState {
  readonly parameters: Parameters;
  readonly camera: CameraModel;
  readonly frame: number;
  readonly nextId: number;
  /** Oldest id first. */
  readonly records: readonly TrackRecord[];
}

/** A detection that stands on the floor. */
interface Standing {
  readonly fix: GroundFix;
  readonly box: Box;
  readonly score: number;
  readonly detection: number;
}

export const floor: Tracker<FloorState, FloorParameterName> = {
  title: 'UCMC, on the floor',
  parameters: floorParameters,
  needsCamera: true,
  report: { minArea: 100, maxAspect: 1.6 },
  create(parameters, camera) {
    assertInRange(parameters, floorParameters);
    assert(camera, 'the floor tracker is created with a camera');
    return { parameters, camera, frame: 0, nextId: 1, records: [] };
  },
  step,
};

function step(state: FloorState, detections: readonly Detection[], fps: number): TrackerStep<FloorState> {
  const { parameters, camera } = state;
  const high: Standing[] = [];
  const low: Standing[] = [];
  detections.forEach(({ box, score }, detection) => {
    if (!isBox(box) || !(score >= parameters.lowThreshold)) return;
    const fix = footOf(camera, box, parameters.footNoise);
    if (fix !== null) (score >= parameters.trackThreshold ? high : low).push({ fix, box, score, detection });
  });

  // A track is followed through gaps from the detection on that comes after the one that made it count.
  const known = state.records.map((record) => coast(record, camera, 1 / fps, parameters.acceleration));
  const next = [...known];
  const followed = known.flatMap(({ hits }, i) => (hits > parameters.minHits ? [i] : []));
  const begun = known.flatMap(({ hits }, i) => (hits > parameters.minHits ? [] : [i]));
  const unclaimed = look(followed, high);
  look(unseenOf(followed), low);
  const fresh = look(begun, unclaimed);
  fresh.forEach((standing, i) => next.push(start(state.nextId + i, standing, parameters, state.frame === 0)));

  const kept = Math.floor((fps / 30) * parameters.buffer);
  const records = next.filter(({ hits, unseen }) => unseen <= (hits > parameters.minHits ? kept : 0));
  return {
    state: { parameters, camera, frame: state.frame + 1, nextId: state.nextId + fresh.length, records },
    tracks: records.map(({ track }) => track),
  };

  /** Gives tracks their detections. @returns The detections that are nobody's. */
  function look(tracks: readonly number[], standing: readonly Standing[]): readonly Standing[] {
    const costs = new Float64Array(tracks.length * standing.length);
    tracks.forEach((t, r) => {
      standing.forEach(({ fix }, c) => (costs[r * standing.length + c] = distance(known[t]!.motion, fix)));
    });
    const taken = new Set<number>();
    assignWithin(costs, tracks.length, standing.length, parameters.gate).forEach((c, r) => {
      if (c < 0) return;
      taken.add(c);
      next[tracks[r]!] = see(known[tracks[r]!]!, standing[c]!, parameters);
    });
    return standing.filter((_, c) => !taken.has(c));
  }

  function unseenOf(tracks: readonly number[]): readonly number[] {
    return tracks.filter((t) => next[t]!.unseen > 0);
  }
}

/** Px: what a detector's box is off by at the least, and the most a wide and a low edge can be. */
const LEAST_NOISE = 2;
const MOST_NOISE = { x: 13, y: 10 };

function footOf(camera: CameraModel, box: Box, noise: number): GroundFix | null {
  const sigma = Math.max(LEAST_NOISE, noise * (box.y1 - box.y0));
  return projectToGround(camera, imagePoint((box.x0 + box.x1) / 2, box.y1), {
    x: Math.min(MOST_NOISE.x, sigma),
    y: Math.min(MOST_NOISE.y, sigma),
  });
}

function coast({ track, motion, hits, unseen }: TrackRecord, camera: CameraModel, dt: number, q: number): TrackRecord {
  const predicted = predict(motion, dt, q);
  const box = moved(track.box, camera, predicted);
  return {
    track: { id: track.id, state: 'lost', box, score: track.score, detection: -1 },
    motion: predicted,
    hits,
    unseen: unseen + 1,
  };
}

/** The box as large as it was, where its feet are expected now. */
function moved(box: Box, camera: CameraModel, { x, y }: FloorMotion): Box {
  const foot = projectToImage(camera, { x, y, z: 0 });
  if (foot === null) return box;
  const half = (box.x1 - box.x0) / 2;
  return { x0: foot.x - half, y0: foot.y - (box.y1 - box.y0), x1: foot.x + half, y1: foot.y };
}

function see({ track, motion, hits }: TrackRecord, { fix, ...seen }: Standing, parameters: Parameters): TrackRecord {
  return record(track.id, update(motion, fix), hits + 1, seen, parameters);
}

function start(id: number, { fix, ...seen }: Standing, parameters: Parameters, first: boolean): TrackRecord {
  // Who is there from the start is no flash.
  return record(id, initiate(fix, parameters.firstSpeed), first ? parameters.minHits + 1 : 1, seen, parameters);
}

function record(
  id: number,
  motion: FloorMotion,
  hits: number,
  { box, score, detection }: Omit<Standing, 'fix'>,
  { minHits }: Parameters,
): TrackRecord {
  const state = hits >= minHits ? 'confirmed' : 'tentative';
  return { track: { id, state, box, score, detection }, motion, hits, unseen: 0 };
}
