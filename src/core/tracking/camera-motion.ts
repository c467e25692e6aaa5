/**
 * How far the picture moved as a whole, told by the boxes alone: people walk each their own way, a camera that is knocked or
 * carried moves them all alike. Our own method; what it is worth is in `docs/adr/0008-trackers.md`.
 */
import { IndexList } from '#core/math/index-list.ts';
import { roomForFloats, roomForInts } from '#core/math/room.ts';
import { sortBy } from '#core/math/sort-by.ts';
import { type Look, associate } from '#core/tracking/association.ts';
import { DetectionRows } from '#core/tracking/detection-rows.ts';

/** Boxes are enlarged by this share on every side, so that they meet their detections after a jolt too. */
const REACH = 0.3;
/** Of the enlarged boxes. */
const look: Look = { cost: 'iou', limit: 0.9 };
/** Fewer people are not enough to outvote one who walks. */
const FEWEST = 4;

const wide = new DetectionRows();
let wideBoxes: Float64Array = new Float64Array(0);
let found: Int32Array = new Int32Array(0);
const pairs = new IndexList();
let moves: Float64Array = new Float64Array(0);
let deviations: Float64Array = new Float64Array(0);

/**
 * The median of where people are beside where they were expected, axis by axis; 0 where that is not more than they differ
 * among themselves (the median of the absolute deviations).
 *
 * @param boxes - As in `box-rows.ts`.
 * @param expected - Rows of tracks that were seen a frame ago.
 * @param candidates - The detections that are sure.
 * @param shift - Gets x and y, px.
 */
export function readShift(
  boxes: Float64Array,
  expected: IndexList,
  seen: DetectionRows,
  candidates: IndexList,
  shift: Float64Array,
): void {
  wide.begin(seen.count);
  for (let i = 0; i < candidates.length; i++) enlarge(seen.boxes, candidates.items[i]!, wide.boxes);
  wideBoxes = roomForFloats(wideBoxes, boxes.length);
  found = roomForInts(found, boxes.length / 4);
  for (let i = 0; i < expected.length; i++) enlarge(boxes, expected.items[i]!, wideBoxes);
  associate(wideBoxes, expected, wide, candidates, look, found);
  pairs.clear();
  for (let i = 0; i < expected.length; i++) if (found[expected.items[i]!]! >= 0) pairs.push(expected.items[i]!);
  shift[0] = 0;
  shift[1] = 0;
  if (pairs.length < FEWEST) return;
  moves = roomForFloats(moves, found.length);
  deviations = roomForFloats(deviations, found.length);
  for (let axis = 0; axis < 2; axis++) {
    for (let i = 0; i < pairs.length; i++) {
      const row = pairs.items[i]!;
      const to = 4 * found[row]! + axis;
      const from = 4 * row + axis;
      moves[row] = (seen.boxes[to]! + seen.boxes[to + 2]! - boxes[from]! - boxes[from + 2]!) / 2;
    }
    readCommon(shift, axis);
  }
}

/** Of the moves of all pairs. */
function readCommon(shift: Float64Array, axis: number): void {
  const half = pairs.length >> 1;
  sortBy(pairs, moves);
  const middle = moves[pairs.items[half]!]!;
  for (let i = 0; i < pairs.length; i++) {
    const row = pairs.items[i]!;
    deviations[row] = Math.abs(moves[row]! - middle);
  }
  sortBy(pairs, deviations);
  const spread = deviations[pairs.items[half]!]!;
  shift[axis] = Math.abs(middle) > spread ? middle : 0;
}

function enlarge(boxes: Float64Array, i: number, to: Float64Array): void {
  const x0 = boxes[4 * i]!;
  const y0 = boxes[4 * i + 1]!;
  const x1 = boxes[4 * i + 2]!;
  const y1 = boxes[4 * i + 3]!;
  const dx = REACH * (x1 - x0);
  const dy = REACH * (y1 - y0);
  to[4 * i] = x0 - dx;
  to[4 * i + 1] = y0 - dy;
  to[4 * i + 2] = x1 + dx;
  to[4 * i + 3] = y1 + dy;
}
