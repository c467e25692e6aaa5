/**
 * SORT: a Kalman filter a box, and the assignment with the most overlap in every frame.
 *
 * Source: Bewley, Ge, Ott, Ramos & Upcroft, *Simple Online and Realtime Tracking*, ICIP 2016. Written from the paper; rows
 * of the authors' program on MOT15 and MOT17 are the parity test.
 */
import type { Detection } from '#core/detection/detection.ts';
import { IndexList } from '#core/math/index-list.ts';
import { assertInRange } from '#core/math/parameter.ts';
import { isBoxAt } from '#core/tracking/box-rows.ts';
import { DetectionRows } from '#core/tracking/detection-rows.ts';
import { IouMatching } from '#core/tracking/iou-matching.ts';
import { WIDTH, boxOf, initiate, predict, update } from '#core/tracking/kalman-xysr.ts';
import { type SortParameterName, sortParameters } from '#core/tracking/sort-parameters.ts';
import { type Remembered, TrackRows } from '#core/tracking/track-rows.ts';
import { trackerCards } from '#core/tracking/tracker-cards.ts';
import type { Tracker, TrackerStep } from '#core/tracking/tracker.ts';

/** Numbers of a track after its motion: frames in a row with a detection, the first one not counted; frames since the newest. */
const [STREAK, UNSEEN, ROW] = [WIDTH, WIDTH + 1, WIDTH + 2];

type Parameters = Readonly<Record<SortParameterName, number>>;

export interface SortState extends Remembered {
  readonly parameters: Parameters;
  readonly frame: number;
  readonly nextId: number;
}

export const sort: Tracker<SortState, SortParameterName> = {
  ...trackerCards.sort,
  report: { minArea: 0, maxAspect: 1000 },
  create(parameters) {
    assertInRange(parameters, sortParameters);
    return { parameters, frame: 0, nextId: 1, tracks: [], numbers: new Float64Array(0) };
  },
  step,
};

const seen = new DetectionRows();
const usable = new IndexList();
const rows = new TrackRows();
const known = new IndexList();
const next = new IndexList();
const matching = new IouMatching();

function step(state: SortState, detections: readonly Detection[]): TrackerStep<SortState> {
  const { parameters } = state;
  const frame = state.frame + 1;
  seen.read(detections);
  seen.listUsable(parameters, usable);
  rows.begin(state, ROW, seen);
  known.clear();
  for (let row = 0; row < rows.count; row++) {
    coast(row);
    if (isBoxAt(rows.boxes, row)) known.push(row);
  }
  matching.match(seen, usable, rows.boxes, known, parameters, rows.detections);

  next.clear();
  for (let i = 0; i < known.length; i++) {
    const row = known.items[i]!;
    if (rows.detections[row]! >= 0) see(row, frame, parameters);
    if (rows.numbers[row * ROW + UNSEEN]! <= parameters.maxAge) next.push(row);
  }
  let { nextId } = state;
  for (let i = 0; i < matching.unmatched.length; i++) {
    next.push(start(nextId++, matching.unmatched.items[i]!, frame, parameters));
  }
  const tracks = rows.list(next, null);
  return { state: { parameters, frame, nextId, tracks, numbers: rows.keep(next) }, tracks };
}

function coast(row: number): void {
  const at = row * ROW;
  predict(rows.numbers, at);
  boxOf(rows.numbers, at, rows.boxes, row);
  if (rows.numbers[at + UNSEEN]! > 0) rows.numbers[at + STREAK] = 0;
  rows.numbers[at + UNSEEN]! += 1;
}

function see(row: number, frame: number, parameters: Parameters): void {
  const at = row * ROW;
  const detection = rows.detections[row]!;
  update(rows.numbers, at, seen.boxes, detection);
  boxOf(rows.numbers, at, rows.boxes, row);
  rows.numbers[at + STREAK]! += 1;
  rows.numbers[at + UNSEEN] = 0;
  rows.see(row, seen, detection, isSure(row, frame, parameters));
}

function start(id: number, detection: number, frame: number, parameters: Parameters): number {
  const row = rows.add(id);
  const at = row * ROW;
  initiate(rows.numbers, at, seen.boxes, detection);
  boxOf(rows.numbers, at, rows.boxes, row);
  rows.numbers[at + STREAK] = 0;
  rows.numbers[at + UNSEEN] = 0;
  rows.see(row, seen, detection, isSure(row, frame, parameters));
  return row;
}

function isSure(row: number, frame: number, { minHits }: Parameters): boolean {
  return rows.numbers[row * ROW + STREAK]! >= minHits || frame <= minHits;
}
