/**
 * ByteTrack: detections of high score are matched first; those of low score then keep the tracks that are left alive.
 *
 * Source: Zhang et al., *ByteTrack: Multi-Object Tracking by Associating Every Detection Box*, ECCV 2022, algorithm 1; what
 * the paper leaves open (confirmation, duplicates, when a lost track is removed) is as the authors' program does it, and
 * its rows on MOT17 are the parity test.
 *
 * A frame's MOTChallenge rows are its tracks in state `confirmed`: such a track always has a detection of this frame. The
 * authors then leave out boxes of 100 px² or less and boxes wider than 1.6 times their height.
 */
import type { Detection } from '#core/detection/detection.ts';
import type { Box } from '#core/geometry/box.ts';
import { associate, pixelIou } from '#core/tracking/association.ts';
import { type Motion, boxOf, initiate, predict, update } from '#core/tracking/kalman-xyah.ts';
import { assertInRange, defaultsOf } from '#core/math/parameter.ts';
import { type ByteTrackParameters, byteTrackParameters } from '#core/tracking/parameters.ts';
import type { Track } from '#core/tracking/track.ts';
import type { Tracker } from '#core/tracking/tracker.ts';

/** What is remembered of one track between frames. */
interface TrackRecord {
  /** As it was listed in the newest frame. */
  readonly track: Track;
  readonly motion: Motion;
  /** Frames of the first and of the newest detection. */
  readonly start: number;
  readonly seen: number;
  /** Was once lost for longer than the buffer: it could still come back in the frame after, but is not kept when lost again. */
  readonly expired: boolean;
}

export interface ByteTrackState {
  readonly parameters: ByteTrackParameters;
  /** Frames stepped so far; the first is 1. */
  readonly frame: number;
  readonly nextId: number;
  /** Confirmed and tentative tracks: those with a detection in the newest frame. */
  readonly tracked: readonly TrackRecord[];
  readonly lost: readonly TrackRecord[];
}

/** Tells no classes apart: give it the detections of one class. Empty boxes are ignored. */
export const bytetrack: Tracker<ByteTrackState, ByteTrackParameters> = {
  name: 'ByteTrack',
  defaults: defaultsOf(byteTrackParameters),
  create(parameters) {
    assertInRange(parameters, byteTrackParameters);
    return { parameters, frame: 0, nextId: 1, tracked: [], lost: [] };
  },
  step,
};

function step(
  state: ByteTrackState,
  detections: readonly Detection[],
): { readonly state: ByteTrackState; readonly tracks: readonly Track[] } {
  const { parameters } = state;
  const frame = state.frame + 1;
  const { high, low } = splitByScore(detections, parameters);

  const known = state.tracked.filter((record) => record.track.state === 'confirmed');
  const tentative = state.tracked.filter((record) => record.track.state === 'tentative');
  const pool = [...known, ...state.lost];
  const motions = pool.map((record, i) => predict(record.motion, i < known.length ? record.motion.vh : 0));
  const boxes = motions.map(boxOf);

  // First look: high scores, to every confirmed track, the lost ones too.
  const found = associate(boxes, detections, high, 'iou-score', parameters.matchThreshold);
  const unclaimed = without(high, found);

  // Second look: low scores, to the tracks that had a detection a frame ago and have none yet.
  const hidden = known.map((_, i) => i).filter((i) => found[i]! < 0);
  const hiddenBoxes = hidden.map((i) => boxes[i]!);
  const faint = associate(hiddenBoxes, detections, low, 'iou', parameters.lowMatchThreshold);
  hidden.forEach((i, k) => (found[i] = faint[k]!));

  // Third look: what is left of the high scores confirms the tentative tracks, which have not moved on.
  const begun = tentative.map((record) => record.track.box);
  const second = associate(begun, detections, unclaimed, 'iou-score', parameters.tentativeMatchThreshold);
  const fresh = without(unclaimed, second).filter((d) => detections[d]!.score >= parameters.newTrackThreshold);

  const tracked: TrackRecord[] = [];
  const lost: TrackRecord[] = [];
  pool.forEach((record, i) => {
    const d = found[i]!;
    if (d >= 0) tracked.push(see(record, motions[i]!, detections[d]!, d, frame));
    else if (!record.expired) {
      const expired = i >= known.length && frame - record.seen > framesKept(parameters);
      lost.push(coast(record, motions[i]!, boxes[i]!, expired));
    }
  });
  tentative.forEach((record, i) => {
    const d = second[i]!;
    if (d >= 0) tracked.push(see(record, record.motion, detections[d]!, d, frame));
  });
  fresh.forEach((d, i) => tracked.push(start(state.nextId + i, detections[d]!, d, frame)));

  const next = {
    parameters,
    frame,
    nextId: state.nextId + fresh.length,
    ...withoutDuplicates(tracked, lost, parameters.duplicateThreshold),
  };
  const tracks = [...next.tracked, ...next.lost].map((record) => record.track).sort((a, b) => a.id - b.id);
  return { state: next, tracks };
}

/** Indices of the detections; a score equal to the high threshold is in neither list, as in the authors' program. */
function splitByScore(
  detections: readonly Detection[],
  { trackThreshold, lowThreshold }: ByteTrackParameters,
): { readonly high: readonly number[]; readonly low: readonly number[] } {
  const high: number[] = [];
  const low: number[] = [];
  detections.forEach(({ score, box }, index) => {
    // Also false for a box with NaN in it, which would poison a filter for good.
    if (!(box.x1 > box.x0 && box.y1 > box.y0)) return;
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
function framesKept({ fps, buffer }: ByteTrackParameters): number {
  return Math.floor((fps / 30) * buffer);
}

function start(id: number, { box, score }: Detection, detection: number, frame: number): TrackRecord {
  const motion = initiate(box);
  const state = frame === 1 ? 'confirmed' : 'tentative';
  const track: Track = { id, state, box: boxOf(motion), score, detection };
  return { track, motion, start: frame, seen: frame, expired: false };
}

function see(record: TrackRecord, motion: Motion, { box, score }: Detection, detection: number, frame: number) {
  const updated = update(motion, box);
  const track: Track = { id: record.track.id, state: 'confirmed', box: boxOf(updated), score, detection };
  return { track, motion: updated, start: record.start, seen: frame, expired: record.expired };
}

function coast(record: TrackRecord, motion: Motion, box: Box, expired: boolean): TrackRecord {
  const track: Track = { id: record.track.id, state: 'lost', box, score: record.track.score, detection: -1 };
  return { track, motion, start: record.start, seen: record.seen, expired };
}

/** Where a seen and a lost track cover each other, the one that was followed for longer stays; the lost one on a tie. */
function withoutDuplicates(tracked: readonly TrackRecord[], lost: readonly TrackRecord[], threshold: number) {
  const dropped = new Set<TrackRecord>();
  for (const a of tracked) {
    for (const b of lost) {
      if (1 - pixelIou(a.track.box, b.track.box) >= threshold) continue;
      dropped.add(a.seen - a.start > b.seen - b.start ? b : a);
    }
  }
  if (dropped.size === 0) return { tracked, lost };
  const stays = (record: TrackRecord) => !dropped.has(record);
  return { tracked: tracked.filter(stays), lost: lost.filter(stays) };
}
