/**
 * The greedy tracker: the pair of box and track that overlaps most is matched, then the next one. No filter, no look ahead:
 * the baseline that others have to beat.
 *
 * Source: Bochinski, Eiselein & Sikora, *High-Speed Tracking-by-Detection Without Using Image Information*, AVSS 2017; here
 * in one pass, so that a track counts from its second detection on and not from its first.
 */
import type { Detection } from '#core/detection/detection.ts';
import { IndexList } from '#core/math/index-list.ts';
import { assertInRange } from '#core/math/parameter.ts';
import { roomForFloats, roomForInts } from '#core/math/room.ts';
import { sortBy } from '#core/math/sort-by.ts';
import { iou } from '#core/tracking/box-rows.ts';
import { DetectionRows } from '#core/tracking/detection-rows.ts';
import { type GreedyParameterName, greedyParameters } from '#core/tracking/greedy-parameters.ts';
import { type Remembered, TrackRows } from '#core/tracking/track-rows.ts';
import { trackerCards } from '#core/tracking/tracker-cards.ts';
import type { Tracker, TrackerStep } from '#core/tracking/tracker.ts';

/** Numbers of a track: frames with a detection, and frames since the newest. */
const [HITS, UNSEEN, ROW] = [0, 1, 2];

type Parameters = Readonly<Record<GreedyParameterName, number>>;

/** The box of a track is that of its newest detection. */
export interface GreedyState extends Remembered {
  readonly parameters: Parameters;
  readonly nextId: number;
}

export const greedy: Tracker<GreedyState, GreedyParameterName> = {
  ...trackerCards.greedy,
  report: { minArea: 100, maxAspect: 1.6 },
  create(parameters) {
    assertInRange(parameters, greedyParameters);
    return { parameters, nextId: 1, tracks: [], numbers: new Float64Array(0) };
  },
  step,
};

const seen = new DetectionRows();
const usable = new IndexList();
const fresh = new IndexList();
const rows = new TrackRows();
const next = new IndexList();

function step(state: GreedyState, detections: readonly Detection[]): TrackerStep<GreedyState> {
  const { parameters } = state;
  seen.read(detections);
  seen.listUsable(parameters, usable);
  rows.begin(state, ROW, seen);
  for (let row = 0; row < rows.count; row++) rows.numbers[row * ROW + UNSEEN]! += 1;

  listPairs(parameters);
  for (let i = 0; i < pairs.length; i++) {
    const d = detectionOf[pairs.items[i]!]!;
    const t = trackOf[pairs.items[i]!]!;
    if (seen.taken[d] === 0 && rows.detections[t]! < 0) see(t, d, parameters);
  }
  next.clear();
  for (let row = 0; row < rows.count; row++) {
    if (rows.numbers[row * ROW + UNSEEN]! <= parameters.maxAge) next.push(row);
  }
  seen.listUnclaimed(usable, fresh);
  let { nextId } = state;
  for (let i = 0; i < fresh.length; i++) next.push(start(nextId++, fresh.items[i]!, parameters));
  const tracks = rows.list(next, detections);
  return { state: { parameters, nextId, tracks, numbers: rows.keep(next) }, tracks };
}

/** Pairs of detection and track that overlap enough, most overlap first; of equal ones the older track. */
const pairs = new IndexList();
let detectionOf: Int32Array = new Int32Array(0);
let trackOf: Int32Array = new Int32Array(0);
/** Their overlap, negative. */
let costs: Float64Array = new Float64Array(0);

function listPairs({ minIou }: Parameters): void {
  const most = rows.count * usable.length;
  detectionOf = roomForInts(detectionOf, most);
  trackOf = roomForInts(trackOf, most);
  costs = roomForFloats(costs, most);
  pairs.clear();
  for (let t = 0; t < rows.count; t++) {
    for (let i = 0; i < usable.length; i++) {
      const d = usable.items[i]!;
      const overlap = iou(rows.boxes, t, seen.boxes, d);
      if (!(overlap > 0 && overlap >= minIou)) continue;
      detectionOf[pairs.length] = d;
      trackOf[pairs.length] = t;
      costs[pairs.length] = -overlap;
      pairs.push(pairs.length);
    }
  }
  sortBy(pairs, costs);
}

function see(row: number, detection: number, { minHits }: Parameters): void {
  const at = row * ROW;
  rows.numbers[at + HITS]! += 1;
  rows.numbers[at + UNSEEN] = 0;
  rows.see(row, seen, detection, rows.numbers[at + HITS]! >= minHits);
  seen.taken[detection] = 1;
}

function start(id: number, detection: number, parameters: Parameters): number {
  const row = rows.add(id);
  rows.numbers[row * ROW + HITS] = 0;
  see(row, detection, parameters);
  return row;
}
