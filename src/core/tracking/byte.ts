/**
 * ByteTrack's way with the detections of a frame, over any filter of one box: those of high score are matched first; those
 * of low score then keep the tracks that are left alive.
 *
 * Source: Zhang et al., *ByteTrack: Multi-Object Tracking by Associating Every Detection Box*, ECCV 2022, algorithm 1; what
 * the paper leaves open (confirmation, duplicates, when a lost track is removed) is as the authors' program does it, and
 * its rows on MOT17 are the parity test.
 */
import type { Detection } from '#core/detection/detection.ts';
import type { Box } from '#core/geometry/box.ts';
import { assertInRange } from '#core/math/parameter.ts';
import { associate, isBox, pixelIou } from '#core/tracking/association.ts';
import { type ByteTrackParameterName, byteTrackParameters } from '#core/tracking/byte-parameters.ts';
import type { Shift, shiftOf } from '#core/tracking/camera-motion.ts';
import type { Track } from '#core/tracking/track.ts';
import type { Tracker, TrackerStep } from '#core/tracking/tracker.ts';

/** A Kalman filter of a box, one step a frame; `Motion` is its mean and covariance. */
export interface BoxFilter<Motion> {
  initiate(box: Box): Motion;
  predict(motion: Motion, lost: boolean): Motion;
  update(motion: Motion, box: Box): Motion;
  boxOf(motion: Motion): Box;
}

/** What keeps up with a camera that moves. */
export interface Steadying<Motion> {
  readonly shiftOf: typeof shiftOf;
  moved(motion: Motion, shift: Shift): Motion;
}

type Parameters = Readonly<Record<ByteTrackParameterName, number>>;

/** What is remembered of one track between frames. */
interface TrackRecord<Motion> {
  /** As it was listed in the newest frame. */
  readonly track: Track;
  readonly motion: Motion;
  /** Frames of the first and of the newest detection. */
  readonly start: number;
  readonly seen: number;
  /** Was once lost for longer than the buffer: it could still come back in the frame after, but is not kept when lost again. */
  readonly expired: boolean;
}

export interface ByteTrackState<Motion> {
  readonly parameters: Parameters;
  /** Frames stepped so far; the first is 1. */
  readonly frame: number;
  readonly nextId: number;
  /** Confirmed and tentative tracks: those with a detection in the newest frame. */
  readonly tracked: readonly TrackRecord<Motion>[];
  readonly lost: readonly TrackRecord<Motion>[];
}

export function byteTracker<Motion>(
  title: string,
  filter: BoxFilter<Motion>,
  steadying: Steadying<Motion> | null = null,
): Tracker<ByteTrackState<Motion>, ByteTrackParameterName> {
  return {
    title,
    parameters: byteTrackParameters,
    needsCamera: false,
    report: { minArea: 100, maxAspect: 1.6 },
    create(parameters) {
      assertInRange(parameters, byteTrackParameters);
      return { parameters, frame: 0, nextId: 1, tracked: [], lost: [] };
    },
    step: (state, detections, fps) => step(filter, steadying, state, detections, fps),
  };
}

function step<Motion>(
  filter: BoxFilter<Motion>,
  steadying: Steadying<Motion> | null,
  state: ByteTrackState<Motion>,
  detections: readonly Detection[],
  fps: number,
): TrackerStep<ByteTrackState<Motion>> {
  const { parameters } = state;
  const frame = state.frame + 1;
  const { high, low } = splitByScore(detections, parameters);

  const known = state.tracked.filter((record) => record.track.state === 'confirmed');
  const tentative = state.tracked.filter((record) => record.track.state === 'tentative');
  const pool = [...known, ...state.lost];
  const predicted = pool.map((record, i) => filter.predict(record.motion, i >= known.length));
  const steady = steadied(filter, steadying, known, predicted, detections, high);
  const motions = predicted.map(steady);
  const boxes = motions.map((motion) => filter.boxOf(motion));

  // First look: high scores, to every confirmed track, the lost ones too.
  const found = associate(boxes, detections, high, 'iou-score', parameters.matchThreshold);
  const unclaimed = without(high, found);

  // Second look: low scores, to the tracks that had a detection a frame ago and have none yet.
  const hidden = known.map((_, i) => i).filter((i) => found[i]! < 0);
  const hiddenBoxes = hidden.map((i) => boxes[i]!);
  const faint = associate(hiddenBoxes, detections, low, 'iou', parameters.lowMatchThreshold);
  hidden.forEach((i, k) => (found[i] = faint[k]!));

  // Third look: what is left of the high scores confirms the tentative tracks, which have not moved on.
  const begun = tentative.map((record) => steady(record.motion));
  const begunBoxes = begun.map((motion) => filter.boxOf(motion));
  const second = associate(begunBoxes, detections, unclaimed, 'iou-score', parameters.tentativeMatchThreshold);
  const fresh = without(unclaimed, second).filter((d) => detections[d]!.score >= parameters.newTrackThreshold);

  const tracked: TrackRecord<Motion>[] = [];
  const lost: TrackRecord<Motion>[] = [];
  const kept = framesKept(parameters, fps);
  pool.forEach((record, i) => {
    const d = found[i]!;
    if (d >= 0) tracked.push(see(filter, record, motions[i]!, detections[d]!, d, frame));
    else if (!record.expired) {
      const expired = i >= known.length && frame - record.seen > kept;
      lost.push(coast(record, motions[i]!, boxes[i]!, expired));
    }
  });
  tentative.forEach((record, i) => {
    const d = second[i]!;
    if (d >= 0) tracked.push(see(filter, record, begun[i]!, detections[d]!, d, frame));
  });
  fresh.forEach((d, i) => tracked.push(start(filter, state.nextId + i, detections[d]!, d, frame)));

  const next = {
    parameters,
    frame,
    nextId: state.nextId + fresh.length,
    ...withoutDuplicates(tracked, lost, parameters.duplicateThreshold),
  };
  const tracks = [...next.tracked, ...next.lost].map((record) => record.track).sort((a, b) => a.id - b.id);
  return { state: next, tracks };
}

/** @returns What takes a motion to where the camera of this frame looks. */
function steadied<Motion>(
  filter: BoxFilter<Motion>,
  steadying: Steadying<Motion> | null,
  known: readonly TrackRecord<Motion>[],
  predicted: readonly Motion[],
  detections: readonly Detection[],
  high: readonly number[],
): (motion: Motion) => Motion {
  if (steadying === null) return (motion) => motion;
  // Of a track seen once nobody knows where it is going.
  const expected = known.flatMap(({ start, seen }, i) => (seen > start ? [filter.boxOf(predicted[i]!)] : []));
  const shift = steadying.shiftOf(expected, detections, high);
  return shift.x === 0 && shift.y === 0 ? (motion) => motion : (motion) => steadying.moved(motion, shift);
}

/** Indices of the detections; a score equal to the high threshold is in neither list, as in the authors' program. */
function splitByScore(
  detections: readonly Detection[],
  { trackThreshold, lowThreshold }: Parameters,
): { readonly high: readonly number[]; readonly low: readonly number[] } {
  const high: number[] = [];
  const low: number[] = [];
  detections.forEach(({ score, box }, index) => {
    if (!isBox(box)) return;
    if (score > trackThreshold) high.push(index);
    else if (score > lowThreshold && score < trackThreshold) low.push(index);
  });
  return { high, low };
}

/** @param claimed - Indices of detections, or -1. */
function without(candidates: readonly number[], claimed: readonly number[]): number[] {
  const taken = new Set(claimed);
  return candidates.filter((d) => !taken.has(d));
}

/** The buffer is given for 30 frames/s. */
function framesKept({ buffer }: Parameters, fps: number): number {
  return Math.floor((fps / 30) * buffer);
}

function start<Motion>(
  filter: BoxFilter<Motion>,
  id: number,
  { box, score }: Detection,
  detection: number,
  frame: number,
): TrackRecord<Motion> {
  const motion = filter.initiate(box);
  const state = frame === 1 ? 'confirmed' : 'tentative';
  const track: Track = { id, state, box: filter.boxOf(motion), score, detection };
  return { track, motion, start: frame, seen: frame, expired: false };
}

function see<Motion>(
  filter: BoxFilter<Motion>,
  record: TrackRecord<Motion>,
  motion: Motion,
  { box, score }: Detection,
  detection: number,
  frame: number,
): TrackRecord<Motion> {
  const updated = filter.update(motion, box);
  const track: Track = { id: record.track.id, state: 'confirmed', box: filter.boxOf(updated), score, detection };
  return { track, motion: updated, start: record.start, seen: frame, expired: record.expired };
}

function coast<Motion>(record: TrackRecord<Motion>, motion: Motion, box: Box, expired: boolean): TrackRecord<Motion> {
  const track: Track = { id: record.track.id, state: 'lost', box, score: record.track.score, detection: -1 };
  return { track, motion, start: record.start, seen: record.seen, expired };
}

/** Where a seen and a lost track cover each other, the one that was followed for longer stays; the lost one on a tie. */
function withoutDuplicates<Motion>(
  tracked: readonly TrackRecord<Motion>[],
  lost: readonly TrackRecord<Motion>[],
  threshold: number,
) {
  const dropped = new Set<TrackRecord<Motion>>();
  for (const a of tracked) {
    for (const b of lost) {
      if (1 - pixelIou(a.track.box, b.track.box) >= threshold) continue;
      dropped.add(a.seen - a.start > b.seen - b.start ? b : a);
    }
  }
  if (dropped.size === 0) return { tracked, lost };
  const stays = (record: TrackRecord<Motion>) => !dropped.has(record);
  return { tracked: tracked.filter(stays), lost: lost.filter(stays) };
}
