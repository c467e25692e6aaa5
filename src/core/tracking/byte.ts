/**
 * ByteTrack's way with the detections of a frame, over any filter of one box: those of high score are matched first; those
 * of low score then keep the tracks that are left alive.
 *
 * Source: Zhang et al., *ByteTrack: Multi-Object Tracking by Associating Every Detection Box*, ECCV 2022, algorithm 1; what
 * the paper leaves open (confirmation, duplicates, when a lost track is removed) is as the authors' program does it, and
 * its rows on MOT17 are the parity test.
 */
import type { Detection } from '#core/detection/detection.ts';
import { IndexList } from '#core/math/index-list.ts';
import { assertInRange } from '#core/math/parameter.ts';
import { roomForInts } from '#core/math/room.ts';
import { sortBy } from '#core/math/sort-by.ts';
import { type Look, associate } from '#core/tracking/association.ts';
import { isBoxAt, pixelIou } from '#core/tracking/box-rows.ts';
import { type ByteTrackParameterName, byteTrackParameters } from '#core/tracking/byte-parameters.ts';
import type { readShift } from '#core/tracking/camera-motion.ts';
import { DetectionRows } from '#core/tracking/detection-rows.ts';
import { type Remembered, TrackRows } from '#core/tracking/track-rows.ts';
import type { Tracker, TrackerCard, TrackerStep } from '#core/tracking/tracker.ts';

/** A Kalman filter of a box, one step a frame; a motion is `width` numbers from `at` on, a box is as in `box-rows.ts`. */
export interface BoxFilter {
  readonly width: number;
  initiate(motions: Float64Array, at: number, boxes: Float64Array, box: number): void;
  predict(motions: Float64Array, at: number, lost: boolean): void;
  update(motions: Float64Array, at: number, boxes: Float64Array, box: number): void;
  boxOf(motions: Float64Array, at: number, boxes: Float64Array, box: number): void;
}

/** What keeps up with a camera that moves. */
export interface Steadying {
  readonly readShift: typeof readShift;
  move(motions: Float64Array, at: number, shift: Float64Array): void;
}

type Parameters = Readonly<Record<ByteTrackParameterName, number>>;

/**
 * The numbers of a track after its motion: the frames of its first and of its newest detection; 1 where it was once lost for longer than the
 * buffer (it could still come back in the frame after, but is not kept when lost again); its place where tracks are matched, those with a
 * detection in the newest frame before the lost ones.
 */
const [START, SEEN, EXPIRED, PLACE, AFTER_MOTION] = [0, 1, 2, 3, 4] as const;

export interface ByteTrackState extends Remembered {
  readonly parameters: Parameters;
  /** Frames stepped so far; the first is 1. */
  readonly frame: number;
  readonly nextId: number;
}

export function byteTracker(
  card: TrackerCard<ByteTrackParameterName>,
  filter: BoxFilter,
  steadying: Steadying | null = null,
): Tracker<ByteTrackState, ByteTrackParameterName> {
  return {
    ...card,
    report: { minArea: 100, maxAspect: 1.6 },
    create(parameters) {
      assertInRange(parameters, byteTrackParameters);
      return { parameters, frame: 0, nextId: 1, tracks: [], numbers: new Float64Array(0) };
    },
    step: (state, detections, fps) => step(filter, steadying, state, detections, fps),
  };
}

const seen = new DetectionRows();
const high = new IndexList();
const low = new IndexList();
const unclaimed = new IndexList();
const fresh = new IndexList();

const looks = {
  first: { cost: 'iou-score', limit: NaN },
  second: { cost: 'iou', limit: NaN },
  third: { cost: 'iou-score', limit: NaN },
} satisfies Record<string, Look>;

function setLimits({ matchThreshold, lowMatchThreshold, tentativeMatchThreshold }: Parameters): void {
  looks.first.limit = matchThreshold;
  looks.second.limit = lowMatchThreshold;
  looks.third.limit = tentativeMatchThreshold;
}

const rows = new TrackRows();
/** Confirmed tracks with a detection a frame ago, and with the lost ones behind them; those of them without one now; tentative ones. */
const known = new IndexList();
const pool = new IndexList();
const hidden = new IndexList();
const begun = new IndexList();
/** Those with a detection in this frame, and those without. */
const tracked = new IndexList();
const lost = new IndexList();
const next = new IndexList();
let places: Int32Array = new Int32Array(0);
let dropped: Int32Array = new Int32Array(0);

/** Those by which a moving camera is noticed, and how far it moved, px. */
const expected = new IndexList();
const shift: Float64Array = new Float64Array(2);

function step(
  filter: BoxFilter,
  steadying: Steadying | null,
  state: ByteTrackState,
  detections: readonly Detection[],
  fps: number,
): TrackerStep<ByteTrackState> {
  const { parameters } = state;
  const frame = state.frame + 1;
  setLimits(parameters);
  seen.read(detections);
  splitByScore(parameters);
  rows.begin(state, filter.width + AFTER_MOTION, seen);
  listByState(state, filter.width + PLACE);
  predict(filter, steadying);

  // First look: high scores, to every confirmed track, the lost ones too.
  associate(rows.boxes, pool, seen, high, looks.first, rows.detections);

  // Second look: low scores, to the tracks that had a detection a frame ago and have none yet.
  rows.listUnseen(known, hidden);
  associate(rows.boxes, hidden, seen, low, looks.second, rows.detections);

  // Third look: what is left of the high scores confirms the tentative tracks, which have not moved on.
  seen.listUnclaimed(high, unclaimed);
  associate(rows.boxes, begun, seen, unclaimed, looks.third, rows.detections);
  seen.listUnclaimed(unclaimed, fresh);

  tracked.clear();
  lost.clear();
  const kept = framesKept(parameters, fps);
  for (let i = 0; i < pool.length; i++) {
    const row = pool.items[i]!;
    if (rows.detections[row]! >= 0) see(filter, row, frame);
    else miss(filter, row, frame, i < known.length ? Infinity : kept);
  }
  for (let i = 0; i < begun.length; i++) {
    if (rows.detections[begun.items[i]!]! >= 0) see(filter, begun.items[i]!, frame);
  }
  let nextId = state.nextId;
  for (let i = 0; i < fresh.length; i++) {
    const d = fresh.items[i]!;
    if (seen.scores[d]! >= parameters.newTrackThreshold) start(filter, nextId++, d, frame);
  }
  listNext(filter.width, parameters);
  const tracks = rows.list(next, null);
  return { state: { parameters, frame, nextId, tracks, numbers: rows.keep(next) }, tracks };
}

/** Indices of the detections; a score equal to the high threshold is in neither list, as in the authors' program. */
function splitByScore({ trackThreshold, lowThreshold }: Parameters): void {
  high.clear();
  low.clear();
  for (let d = 0; d < seen.count; d++) {
    if (!isBoxAt(seen.boxes, d)) continue;
    const score = seen.scores[d]!;
    if (score > trackThreshold) high.push(d);
    else if (score > lowThreshold && score < trackThreshold) low.push(d);
  }
}

/** Each list in the order in which its tracks are matched. @param place - Column of it. */
function listByState({ tracks, numbers }: ByteTrackState, place: number): void {
  places = roomForInts(places, rows.count);
  for (let t = 0; t < rows.count; t++) places[numbers[t * rows.width + place]! | 0] = t;
  known.clear();
  pool.clear();
  begun.clear();
  lost.clear();
  for (let i = 0; i < rows.count; i++) {
    const t = places[i]!;
    const { state } = tracks[t]!;
    if (state === 'confirmed') known.push(t);
    else if (state === 'tentative') begun.push(t);
    else lost.push(t);
  }
  pool.add(known);
  pool.add(lost);
}

/** Where the tracks are expected in the picture; the tentative ones where they were. */
function predict(filter: BoxFilter, steadying: Steadying | null): void {
  const { numbers, width, boxes } = rows;
  for (let i = 0; i < pool.length; i++) {
    const row = pool.items[i]!;
    filter.predict(numbers, row * width, i >= known.length);
    filter.boxOf(numbers, row * width, boxes, row);
  }
  if (steadying === null) return;
  // Of a track seen once nobody knows where it is going.
  const start = filter.width + START;
  const newest = filter.width + SEEN;
  expected.clear();
  for (let i = 0; i < known.length; i++) {
    const row = known.items[i]!;
    if (numbers[row * width + newest]! > numbers[row * width + start]!) expected.push(row);
  }
  steadying.readShift(boxes, expected, seen, high, shift);
  if (shift[0] === 0 && shift[1] === 0) return;
  for (let row = 0; row < rows.count; row++) {
    steadying.move(numbers, row * width, shift);
    filter.boxOf(numbers, row * width, boxes, row);
  }
}

/** The buffer is given for 30 frames/s. */
function framesKept({ buffer }: Parameters, fps: number): number {
  return Math.floor((fps / 30) * buffer);
}

function start(filter: BoxFilter, id: number, detection: number, frame: number): void {
  const row = rows.add(id);
  const at = row * rows.width;
  filter.initiate(rows.numbers, at, seen.boxes, detection);
  filter.boxOf(rows.numbers, at, rows.boxes, row);
  rows.numbers[at + filter.width + START] = frame;
  rows.numbers[at + filter.width + SEEN] = frame;
  rows.numbers[at + filter.width + EXPIRED] = 0;
  rows.see(row, seen, detection, frame === 1);
  tracked.push(row);
}

function see(filter: BoxFilter, row: number, frame: number): void {
  const at = row * rows.width;
  const detection = rows.detections[row]!;
  filter.update(rows.numbers, at, seen.boxes, detection);
  filter.boxOf(rows.numbers, at, rows.boxes, row);
  rows.numbers[at + filter.width + SEEN] = frame;
  rows.see(row, seen, detection, true);
  tracked.push(row);
}

/** @param kept - Frames without a detection after which its time is up. */
function miss(filter: BoxFilter, row: number, frame: number, kept: number): void {
  const at = row * rows.width + filter.width;
  if (rows.numbers[at + EXPIRED] === 1) return;
  if (frame - rows.numbers[at + SEEN]! > kept) rows.numbers[at + EXPIRED] = 1;
  lost.push(row);
}

/**
 * Where a seen and a lost track cover each other, the one that was followed for longer stays; the lost one on a tie. The others are listed
 * by id, with their place.
 */
function listNext(motion: number, { duplicateThreshold }: Parameters): void {
  const { numbers, boxes, width } = rows;
  dropped = roomForInts(dropped, rows.count);
  for (let t = 0; t < rows.count; t++) dropped[t] = 0;
  for (let i = 0; i < tracked.length; i++) {
    const a = tracked.items[i]!;
    const followed = numbers[a * width + motion + SEEN]! - numbers[a * width + motion + START]!;
    for (let k = 0; k < lost.length; k++) {
      const b = lost.items[k]!;
      if (1 - pixelIou(boxes, a, b) >= duplicateThreshold) continue;
      const lostFor = numbers[b * width + motion + SEEN]! - numbers[b * width + motion + START]!;
      dropped[followed > lostFor ? b : a] = 1;
    }
  }
  next.clear();
  tracked.add(lost);
  for (let i = 0; i < tracked.length; i++) {
    const row = tracked.items[i]!;
    if (dropped[row] === 1) continue;
    numbers[row * width + motion + PLACE] = next.length;
    next.push(row);
  }
  sortBy(next, rows.ids);
}
