/**
 * SORT: a Kalman filter a box, and the assignment with the most overlap in every frame.
 *
 * Source: Bewley, Ge, Ott, Ramos & Upcroft, *Simple Online and Realtime Tracking*, ICIP 2016. Written from the paper; rows
 * of the authors' program on MOT15 and MOT17 are the parity test.
 */
import type { Detection } from '#core/detection/detection.ts';
import { assertInRange } from '#core/math/parameter.ts';
import { isBox, usableDetections } from '#core/tracking/association.ts';
import { type Motion, boxOf, initiate, predict, update } from '#core/tracking/kalman-xysr.ts';
import { matchByIou } from '#core/tracking/iou-matching.ts';
import { type SortParameterName, sortParameters } from '#core/tracking/sort-parameters.ts';
import type { Track } from '#core/tracking/track.ts';
import type { Tracker, TrackerStep } from '#core/tracking/tracker.ts';

interface TrackRecord {
  /** As it was listed in the newest frame. */
  readonly track: Track;
  readonly motion: Motion;
  /** Frames in a row with a detection, the first one not counted. */
  readonly streak: number;
  /** Frames since the newest detection. */
  readonly unseen: number;
}

export interface SortState {
  readonly parameters: Readonly<Record<SortParameterName, number>>;
  readonly frame: number;
  readonly nextId: number;
  /** Oldest id first. */
  readonly records: readonly TrackRecord[];
}

export const sort: Tracker<SortState, SortParameterName> = {
  title: 'SORT',
  parameters: sortParameters,
  needsCamera: false,
  report: { minArea: 0, maxAspect: 1000 },
  create(parameters) {
    assertInRange(parameters, sortParameters);
    return { parameters, frame: 0, nextId: 1, records: [] };
  },
  step,
};

function step({ parameters, frame: last, nextId, records }: SortState, detections: readonly Detection[]) {
  const frame = last + 1;
  const usable = usableDetections(detections, parameters.minScore);
  const known = records.map(coast).filter(({ track }) => isBox(track.box));
  const { trackOf, unmatched } = matchByIou(
    usable.map((d) => detections[d]!.box),
    known.map(({ track }) => track.box),
    parameters.minIou,
  );

  const next: TrackRecord[] = [...known];
  const sure = (streak: number) => streak >= parameters.minHits || frame <= parameters.minHits;
  trackOf.forEach((t, i) => {
    if (t >= 0) next[t] = see(known[t]!, detections, usable[i]!, sure);
  });
  unmatched.forEach((i, k) => next.push(start(nextId + k, detections, usable[i]!, sure)));
  const kept = next.filter(({ unseen }) => unseen <= parameters.maxAge);
  const state: SortState = { parameters, frame, nextId: nextId + unmatched.length, records: kept };
  return { state, tracks: kept.map(({ track }) => track) } satisfies TrackerStep<SortState>;
}

function coast({ track, motion, streak, unseen }: TrackRecord): TrackRecord {
  const predicted = predict(motion);
  return {
    track: { id: track.id, state: 'lost', box: boxOf(predicted), score: track.score, detection: -1 },
    motion: predicted,
    streak: unseen > 0 ? 0 : streak,
    unseen: unseen + 1,
  };
}

function see(
  { track: { id }, motion, streak }: TrackRecord,
  detections: readonly Detection[],
  d: number,
  sure: (streak: number) => boolean,
): TrackRecord {
  const updated = update(motion, detections[d]!.box);
  return record(id, updated, streak + 1, detections[d]!.score, d, sure);
}

function start(id: number, detections: readonly Detection[], d: number, sure: (streak: number) => boolean) {
  return record(id, initiate(detections[d]!.box), 0, detections[d]!.score, d, sure);
}

function record(
  id: number,
  motion: Motion,
  streak: number,
  score: number,
  detection: number,
  sure: (streak: number) => boolean,
): TrackRecord {
  const state = sure(streak) ? 'confirmed' : 'tentative';
  return { track: { id, state, box: boxOf(motion), score, detection }, motion, streak, unseen: 0 };
}
