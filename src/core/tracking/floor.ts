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
import { type CameraModel, writeGround, writePixel } from '#core/geometry/camera-model.ts';
import { assignWithin } from '#core/math/assignment.ts';
import { IndexList } from '#core/math/index-list.ts';
import { assertInRange } from '#core/math/parameter.ts';
import { roomForFloats, roomForInts } from '#core/math/room.ts';
import { isBoxAt } from '#core/tracking/box-rows.ts';
import { DetectionRows } from '#core/tracking/detection-rows.ts';
import { FIX_WIDTH, WIDTH, X, Y, distance, initiate, predict, update } from '#core/tracking/floor-motion.ts';
import { type FloorParameterName, floorParameters } from '#core/tracking/floor-parameters.ts';
import { type Remembered, TrackRows } from '#core/tracking/track-rows.ts';
import { trackerCards } from '#core/tracking/tracker-cards.ts';
import type { Tracker, TrackerStep } from '#core/tracking/tracker.ts';

/** Numbers of a track after its motion: frames with a detection, and frames since the newest. */
const [HITS, UNSEEN, ROW] = [WIDTH, WIDTH + 1, WIDTH + 2];

type Parameters = Readonly<Record<FloorParameterName, number>>;

/** The box of a track is the detection's where it has one. */
export interface FloorState extends Remembered {
  readonly parameters: Parameters;
  readonly camera: CameraModel;
  readonly frame: number;
  readonly nextId: number;
}

export const floor: Tracker<FloorState, FloorParameterName> = {
  ...trackerCards.floor,
  report: { minArea: 100, maxAspect: 1.6 },
  create(parameters, camera) {
    assertInRange(parameters, floorParameters);
    assert(camera, 'the floor tracker is created with a camera');
    return { parameters, camera, frame: 0, nextId: 1, tracks: [], numbers: new Float64Array(0) };
  },
  step,
};

const seen = new DetectionRows();
/** Where the feet of each detection are. */
let fixes: Float64Array = new Float64Array(0);
const high = new IndexList();
const low = new IndexList();
const unclaimed = new IndexList();
const fresh = new IndexList();

const rows = new TrackRows();
const followed = new IndexList();
const hidden = new IndexList();
const begun = new IndexList();
const next = new IndexList();

function step(state: FloorState, detections: readonly Detection[], fps: number): TrackerStep<FloorState> {
  const { parameters, camera } = state;
  seen.read(detections);
  splitByScore(parameters, camera);
  rows.begin(state, ROW, seen);
  followed.clear();
  begun.clear();
  for (let row = 0; row < rows.count; row++) {
    coast(row, camera, fps, parameters);
    (isFollowed(row, parameters) ? followed : begun).push(row);
  }

  look(followed, high, parameters);
  seen.listUnclaimed(high, unclaimed);
  rows.listUnseen(followed, hidden);
  look(hidden, low, parameters);
  look(begun, unclaimed, parameters);
  seen.listUnclaimed(unclaimed, fresh);

  const kept = Math.floor((fps / 30) * parameters.buffer);
  next.clear();
  for (let row = 0; row < rows.count; row++) {
    // A track is followed through gaps from the detection on that comes after the one that made it count.
    const patience = isFollowed(row, parameters) ? kept : 0;
    if (rows.numbers[row * ROW + UNSEEN]! <= patience) next.push(row);
  }
  let { nextId } = state;
  for (let i = 0; i < fresh.length; i++) {
    next.push(start(nextId++, fresh.items[i]!, state.frame === 0, parameters));
  }
  const tracks = rows.list(next, detections);
  const frame = state.frame + 1;
  return { state: { parameters, camera, frame, nextId, tracks, numbers: rows.keep(next) }, tracks };
}

function isFollowed(row: number, { minHits }: Parameters): boolean {
  return rows.numbers[row * ROW + HITS]! > minHits;
}

/** Those whose feet are on the floor. */
function splitByScore(parameters: Parameters, camera: CameraModel): void {
  const { trackThreshold, lowThreshold } = parameters;
  fixes = roomForFloats(fixes, FIX_WIDTH * seen.count);
  high.clear();
  low.clear();
  for (let d = 0; d < seen.count; d++) {
    const score = seen.scores[d]!;
    if (!isBoxAt(seen.boxes, d) || !(score >= lowThreshold) || !readFix(camera, d, parameters)) continue;
    (score >= trackThreshold ? high : low).push(d);
  }
}

const costs = { entries: new Float64Array(0) as Float64Array, rows: 0, cols: 0, limit: Infinity };
let colOf: Int32Array = new Int32Array(0);

/** Gives tracks their detections. */
function look(tracks: IndexList, candidates: IndexList, parameters: Parameters): void {
  const cols = candidates.length;
  costs.rows = tracks.length;
  costs.cols = cols;
  costs.limit = parameters.gate;
  costs.entries = roomForFloats(costs.entries, tracks.length * cols);
  colOf = roomForInts(colOf, tracks.length);
  for (let r = 0; r < tracks.length; r++) {
    for (let c = 0; c < cols; c++) {
      costs.entries[r * cols + c] = distance(
        rows.numbers,
        tracks.items[r]! * ROW,
        fixes,
        candidates.items[c]! * FIX_WIDTH,
      );
    }
  }
  assignWithin(costs, colOf);
  for (let r = 0; r < tracks.length; r++) {
    if (colOf[r]! >= 0) see(tracks.items[r]!, candidates.items[colOf[r]!]!, parameters);
  }
}

/** Px: what a detector's box is off by at the least, and the most a wide and a low edge can be. */
const LEAST_NOISE = 2;
const MOST_NOISE = { x: 13, y: 10 };

/** A foot in the picture, and how far it may be off. */
const foot: Float64Array = new Float64Array(4);

function readFix(camera: CameraModel, d: number, { footNoise }: Parameters): boolean {
  const { boxes } = seen;
  const sigma = Math.max(LEAST_NOISE, footNoise * (boxes[4 * d + 3]! - boxes[4 * d + 1]!));
  foot[0] = (boxes[4 * d]! + boxes[4 * d + 2]!) / 2;
  foot[1] = boxes[4 * d + 3]!;
  foot[2] = Math.min(MOST_NOISE.x, sigma);
  foot[3] = Math.min(MOST_NOISE.y, sigma);
  return writeGround(camera, foot, 0, fixes, d * FIX_WIDTH, 0);
}

function coast(row: number, camera: CameraModel, fps: number, parameters: Parameters): void {
  predict(rows.numbers, row * ROW, fps, parameters);
  move(row, camera);
  rows.numbers[row * ROW + UNSEEN]! += 1;
}

/** Somebody on the floor, and their foot in the picture. */
const standing: Float64Array = new Float64Array(5);

/** The box as large as it was, where its feet are expected now. */
function move(row: number, camera: CameraModel): void {
  const { numbers, boxes } = rows;
  standing[0] = numbers[row * ROW + X]!;
  standing[1] = numbers[row * ROW + Y]!;
  standing[2] = 0;
  if (!writePixel(camera, standing, 0, standing, 3)) return;
  const half = (boxes[4 * row + 2]! - boxes[4 * row]!) / 2;
  const height = boxes[4 * row + 3]! - boxes[4 * row + 1]!;
  boxes[4 * row] = standing[3]! - half;
  boxes[4 * row + 1] = standing[4]! - height;
  boxes[4 * row + 2] = standing[3]! + half;
  boxes[4 * row + 3] = standing[4]!;
}

function see(row: number, detection: number, { minHits }: Parameters): void {
  const at = row * ROW;
  update(rows.numbers, at, fixes, detection * FIX_WIDTH);
  rows.numbers[at + HITS]! += 1;
  rows.numbers[at + UNSEEN] = 0;
  seen.taken[detection] = 1;
  rows.see(row, seen, detection, rows.numbers[at + HITS]! >= minHits);
}

function start(id: number, detection: number, first: boolean, parameters: Parameters): number {
  const { minHits } = parameters;
  const row = rows.add(id);
  const at = row * ROW;
  initiate(rows.numbers, at, fixes, detection * FIX_WIDTH, parameters);
  // Who is there from the start is no flash.
  const hits = first ? minHits + 1 : 1;
  rows.numbers[at + HITS] = hits;
  rows.numbers[at + UNSEEN] = 0;
  rows.see(row, seen, detection, hits >= minHits);
  return row;
}
