/**
 * OC-SORT: SORT that trusts observations over its filter. The direction of motion counts in the association (OCM), tracks
 * without a match are looked for where they were last seen (OCR), and a track that comes back is led along the straight way
 * between its two observations as if it had been seen all the time (ORU).
 *
 * Source: Cao, Pang, Weng, Khirodkar & Kitani, *Observation-Centric SORT: Rethinking SORT for Robust Multi-Object
 * Tracking*, CVPR 2023; rows of the authors' program on MOT17 are the parity test. Its BYTE option is left out.
 */
import type { Detection } from '#core/detection/detection.ts';
import { assertInRange } from '#core/math/parameter.ts';
import { isBox, usableDetections } from '#core/tracking/association.ts';
import { type Matching, matchByIou, rematchByIou } from '#core/tracking/iou-matching.ts';
import { type Motion, boxOf, initiate, predict, update } from '#core/tracking/kalman-xysr.ts';
import {
  type Direction,
  type Observation,
  SAME_WAY,
  agreement,
  directionBetween,
  observedBefore,
  reupdate,
  withObservation,
} from '#core/tracking/oc-sort-observations.ts';
import { type OcSortParameterName, ocSortParameters } from '#core/tracking/oc-sort-parameters.ts';
import type { Track } from '#core/tracking/track.ts';
import type { Tracker, TrackerStep } from '#core/tracking/tracker.ts';

interface TrackRecord {
  /** As it was listed in the newest frame; its box is the detection's where it has one. */
  readonly track: Track;
  readonly motion: Motion;
  /** Frames since it began. */
  readonly age: number;
  /** Frames in a row with a detection, the first one not counted. */
  readonly streak: number;
  /** Frames since the newest detection. */
  readonly unseen: number;
  /** Of the last frames, and the newest of all; the one it began with is not among them. */
  readonly observations: readonly Observation[];
  /** `null` before the second observation. */
  readonly direction: Direction | null;
  /** As predicted for the first frame it was missed in; `null` while it is seen. */
  readonly frozen: Motion | null;
}

type Parameters = Readonly<Record<OcSortParameterName, number>>;

export interface OcSortState {
  readonly parameters: Parameters;
  readonly frame: number;
  readonly nextId: number;
  /** Oldest id first. */
  readonly records: readonly TrackRecord[];
}

export const ocSort: Tracker<OcSortState, OcSortParameterName> = {
  title: 'OC-SORT',
  parameters: ocSortParameters,
  needsCamera: false,
  report: { minArea: 100, maxAspect: 1.6 },
  create(parameters) {
    assertInRange(parameters, ocSortParameters);
    return { parameters, frame: 0, nextId: 1, records: [] };
  },
  step,
};

function step(state: OcSortState, detections: readonly Detection[]): TrackerStep<OcSortState> {
  const { parameters } = state;
  const frame = state.frame + 1;
  const usable = usableDetections(detections, parameters.minScore);
  const known = state.records.map(coast).filter(({ track }) => isBox(track.box));
  const { trackOf, unmatched } = associate(known, detections, usable, parameters);

  const sure = (streak: number) => streak >= parameters.minHits || frame <= parameters.minHits;
  const found = new Array<number>(known.length).fill(-1);
  trackOf.forEach((t, i) => {
    if (t >= 0) found[t] = usable[i]!;
  });
  const next = known.map((record, t) =>
    found[t]! < 0 ? freeze(record) : see(record, detections, found[t]!, parameters.directionSpan, sure),
  );
  unmatched.forEach((i, k) => next.push(start(state.nextId + k, detections, usable[i]!, sure)));
  const records = next.filter(({ unseen }) => unseen <= parameters.maxAge);
  return {
    state: { parameters, frame, nextId: state.nextId + unmatched.length, records },
    tracks: records.map(({ track }) => track),
  };
}

/** First by overlap and direction with where tracks are expected, then by overlap with where they were last seen. */
function associate(
  known: readonly TrackRecord[],
  detections: readonly Detection[],
  usable: readonly number[],
  { minIou, inertia, directionSpan }: Parameters,
): Matching {
  const boxes = usable.map((d) => detections[d]!.box);
  const before = known.map(({ observations, age }) => observedBefore(observations, age, directionSpan));
  const first = matchByIou(
    boxes,
    known.map(({ track }) => track.box),
    minIou,
    {
      of: (d, t) => {
        const { direction } = known[t]!;
        if (direction === null) return 0;
        return inertia * detections[usable[d]!]!.score * agreement(direction, before[t]!.box, boxes[d]!);
      },
      most: (d) => inertia * detections[usable[d]!]!.score * SAME_WAY,
    },
  );

  const taken = new Set(first.trackOf);
  const left = known.map((_, t) => t).filter((t) => !taken.has(t) && known[t]!.observations.length > 0);
  const second = rematchByIou(
    first.unmatched.map((d) => boxes[d]!),
    left.map((t) => known[t]!.observations.at(-1)!.box),
    minIou,
  );
  if (second === null) return first;
  const trackOf = [...first.trackOf];
  second.trackOf.forEach((t, i) => {
    if (t >= 0) trackOf[first.unmatched[i]!] = left[t]!;
  });
  // From here on new tracks are numbered as the detections come.
  return { trackOf, unmatched: trackOf.flatMap((t, d) => (t < 0 ? [d] : [])) };
}

function coast({ track, motion, age, streak, unseen, observations, direction, frozen }: TrackRecord): TrackRecord {
  const predicted = predict(motion);
  return {
    track: { id: track.id, state: 'lost', box: boxOf(predicted), score: track.score, detection: -1 },
    motion: predicted,
    age: age + 1,
    streak: unseen > 0 ? 0 : streak,
    unseen: unseen + 1,
    observations,
    direction,
    frozen,
  };
}

/** It was missed: from here it will be led on when it comes back. */
function freeze(record: TrackRecord): TrackRecord {
  const { frozen, observations, motion } = record;
  return frozen !== null || observations.length === 0 ? record : { ...record, frozen: motion };
}

function see(
  { track: { id }, motion, age, streak, observations, frozen, direction }: TrackRecord,
  detections: readonly Detection[],
  d: number,
  span: number,
  sure: (streak: number) => boolean,
): TrackRecord {
  const { box, score } = detections[d]!;
  const now = { age, box };
  const before = observedBefore(observations, age, span);
  // The newest observation counts once more after the way to it was gone, as in the authors' program.
  const led = frozen === null ? motion : reupdate(frozen, observations.at(-1)!, now);
  return {
    track: { id, state: sure(streak + 1) ? 'confirmed' : 'tentative', box, score, detection: d },
    motion: update(led, box),
    age,
    streak: streak + 1,
    unseen: 0,
    observations: withObservation(observations, now, span),
    direction: before === null ? direction : directionBetween(before.box, box),
    frozen: null,
  };
}

function start(
  id: number,
  detections: readonly Detection[],
  d: number,
  sure: (streak: number) => boolean,
): TrackRecord {
  const { box, score } = detections[d]!;
  return {
    track: { id, state: sure(0) ? 'confirmed' : 'tentative', box, score, detection: d },
    motion: initiate(box),
    age: 0,
    streak: 0,
    unseen: 0,
    observations: [],
    direction: null,
    frozen: null,
  };
}
