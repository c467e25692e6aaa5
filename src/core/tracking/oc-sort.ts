/**
 * OC-SORT: SORT that trusts observations over its filter. The direction of motion counts in the association (OCM), tracks
 * without a match are looked for where they were last seen (OCR), and a track that comes back is led along the straight way
 * between its two observations as if it had been seen all the time (ORU).
 *
 * Source: Cao, Pang, Weng, Khirodkar & Kitani, *Observation-Centric SORT: Rethinking SORT for Robust Multi-Object
 * Tracking*, CVPR 2023; rows of the authors' program on MOT17 are the parity test. Its BYTE option is left out.
 */
import type { Detection } from '#core/detection/detection.ts';
import { IndexList } from '#core/math/index-list.ts';
import { assertInRange } from '#core/math/parameter.ts';
import { roomForFloats, roomForInts } from '#core/math/room.ts';
import { isBoxAt } from '#core/tracking/box-rows.ts';
import { DetectionRows } from '#core/tracking/detection-rows.ts';
import { type Bonus, IouMatching } from '#core/tracking/iou-matching.ts';
import { boxOf, initiate, predict, update } from '#core/tracking/kalman-xysr.ts';
import {
  AGE,
  SAME_WAY,
  STREAK,
  UNSEEN,
  begin,
  freeze,
  newestBox,
  observe,
  observedBefore,
  readAgreement,
  reupdate,
  rowWidth,
} from '#core/tracking/oc-sort-observations.ts';
import { type OcSortParameterName, ocSortParameters } from '#core/tracking/oc-sort-parameters.ts';
import { type Remembered, TrackRows } from '#core/tracking/track-rows.ts';
import { trackerCards } from '#core/tracking/tracker-cards.ts';
import type { Tracker, TrackerStep } from '#core/tracking/tracker.ts';

type Parameters = Readonly<Record<OcSortParameterName, number>>;

/** The numbers of a track are those of `oc-sort-observations.ts`; its box is the detection's where it has one. */
export interface OcSortState extends Remembered {
  readonly parameters: Parameters;
  readonly frame: number;
  readonly nextId: number;
}

export const ocSort: Tracker<OcSortState, OcSortParameterName> = {
  ...trackerCards['oc-sort'],
  report: { minArea: 100, maxAspect: 1.6 },
  create(parameters) {
    assertInRange(parameters, ocSortParameters);
    return { parameters, frame: 0, nextId: 1, tracks: [], numbers: new Float64Array(0) };
  },
  step,
};

const seen = new DetectionRows();
const usable = new IndexList();
const fresh = new IndexList();
const rows = new TrackRows();
const known = new IndexList();
const left = new IndexList();
const next = new IndexList();
const matching = new IouMatching();

function step(state: OcSortState, detections: readonly Detection[]): TrackerStep<OcSortState> {
  const { parameters } = state;
  const frame = state.frame + 1;
  seen.read(detections);
  seen.listUsable(parameters, usable);
  rows.begin(state, rowWidth(parameters.directionSpan), seen);
  known.clear();
  for (let row = 0; row < rows.count; row++) {
    coast(row);
    if (isBoxAt(rows.boxes, row)) known.push(row);
  }
  associate(parameters);

  next.clear();
  for (let i = 0; i < known.length; i++) {
    const row = known.items[i]!;
    if (rows.detections[row]! >= 0) see(row, frame, parameters);
    else freeze(rows.numbers, row * rows.width);
    if (rows.numbers[row * rows.width + UNSEEN]! <= parameters.maxAge) next.push(row);
  }
  let { nextId } = state;
  for (let i = 0; i < fresh.length; i++) next.push(start(nextId++, fresh.items[i]!, frame, parameters));
  const tracks = rows.list(next, detections);
  return { state: { parameters, frame, nextId, tracks, numbers: rows.keep(next) }, tracks };
}

const agreement: Float64Array = new Float64Array(1);

/** What going on in the same direction is worth. */
class Momentum implements Bonus {
  parameters: Parameters | null = null;
  /** By track where the box stands that its direction is taken from. */
  before: Int32Array = new Int32Array(0);

  begin(parameters: Parameters): void {
    this.parameters = parameters;
    this.before = roomForInts(this.before, rows.count);
    for (let t = 0; t < rows.count; t++) {
      this.before[t] = observedBefore(rows.numbers, t * rows.width, parameters.directionSpan);
    }
  }

  add(to: Float64Array, at: number, d: number, t: number): void {
    readAgreement(rows.numbers, t * rows.width, this.before[t]!, seen.boxes, d, agreement);
    to[at]! += this.parameters!.inertia * seen.scores[d]! * agreement[0]!;
  }

  addMost(to: Float64Array, at: number, d: number): void {
    to[at]! += this.parameters!.inertia * seen.scores[d]! * SAME_WAY;
  }
}

const momentum = new Momentum();
/** Where each track was last seen. */
let lastBoxes: Float64Array = new Float64Array(0);

/** First by overlap and direction with where tracks are expected, then by overlap with where they were last seen. */
function associate(parameters: Parameters): void {
  momentum.begin(parameters);
  matching.match(seen, usable, rows.boxes, known, parameters, rows.detections, momentum);
  fresh.clear();
  fresh.add(matching.unmatched);

  lastBoxes = roomForFloats(lastBoxes, 4 * rows.count);
  left.clear();
  for (let i = 0; i < known.length; i++) {
    const row = known.items[i]!;
    const newest = newestBox(rows.numbers, row * rows.width);
    if (rows.detections[row]! >= 0 || newest < 0) continue;
    for (let n = 0; n < 4; n++) lastBoxes[4 * row + n] = rows.numbers[newest + n]!;
    left.push(row);
  }
  // From here on new tracks are numbered as the detections come.
  if (matching.rematch(seen, fresh, lastBoxes, left, parameters, rows.detections)) seen.listUnclaimed(usable, fresh);
}

function coast(row: number): void {
  const at = row * rows.width;
  predict(rows.numbers, at);
  boxOf(rows.numbers, at, rows.boxes, row);
  rows.numbers[at + AGE]! += 1;
  if (rows.numbers[at + UNSEEN]! > 0) rows.numbers[at + STREAK] = 0;
  rows.numbers[at + UNSEEN]! += 1;
}

function see(row: number, frame: number, parameters: Parameters): void {
  const at = row * rows.width;
  const detection = rows.detections[row]!;
  // The newest observation counts once more after the way to it was gone, as in the authors' program.
  reupdate(rows.numbers, at, seen.boxes, detection);
  update(rows.numbers, at, seen.boxes, detection);
  observe(rows.numbers, at, parameters.directionSpan, seen.boxes, detection);
  rows.numbers[at + STREAK]! += 1;
  rows.numbers[at + UNSEEN] = 0;
  rows.see(row, seen, detection, isSure(at, frame, parameters));
}

function start(id: number, detection: number, frame: number, parameters: Parameters): number {
  const row = rows.add(id);
  const at = row * rows.width;
  initiate(rows.numbers, at, seen.boxes, detection);
  begin(rows.numbers, at);
  rows.see(row, seen, detection, isSure(at, frame, parameters));
  return row;
}

function isSure(at: number, frame: number, { minHits }: Parameters): boolean {
  return rows.numbers[at + STREAK]! >= minHits || frame <= minHits;
}
