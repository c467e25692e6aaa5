/** Greedy non-maximum suppression, class by class (Felzenszwalb et al., TPAMI 2010, §7.2), on rows of numbers. */
import { type Candidates, ROW, createCandidates } from '#core/detection/candidates.ts';

/** Only so many of the best are looked at: pairs grow with the square, and a frame has its time. */
export const MOST_CANDIDATES = 1024;

/** COCO judges 100 boxes a picture. So many rows and their count are 3 KB, what a GPU gives back in one go. */
export const MOST_DETECTIONS = 128;

/** A key is the bits of the score, then how early the row came: 31 and 21 bits of a double's 53. */
const EARLINESS = 2 ** 21;

/**
 * Prepares the buffers.
 *
 * The function it returns puts candidates in order, highest score first and, of equal scores, the earlier row first.
 * It looks at the first `MOST_CANDIDATES` in that order, one by one: one that overlaps a row of its class that stayed by
 * an IoU greater than `limit` goes, any other stays, until `MOST_DETECTIONS` have stayed. Equal to `limit` stays; empty
 * boxes overlap nothing. The IoU is computed in double precision from the float32 corners.
 *
 * @param limit - IoU in [0, 1].
 * @returns A function to those that stayed, in the same order. It always returns the same rows.
 */
export function createSuppression(limit: number): (found: Candidates) => Candidates {
  const kept = createCandidates();
  const places = new Int32Array(MOST_DETECTIONS);
  let keys = new Float64Array();

  return (found) => {
    const { rows, bits, count } = found;
    if (keys.length < count) keys = new Float64Array(count);
    for (let i = 0; i < count; i++) keys[i] = bits[i * ROW + 4]! * EARLINESS + (EARLINESS - 1 - i);
    // Without a comparator typed arrays are sorted as numbers, natively.
    const ordered = keys.subarray(0, count).sort();

    let stayed = 0;
    const last = Math.max(0, count - MOST_CANDIDATES);
    for (let place = count - 1; place >= last && stayed < MOST_DETECTIONS; place--) {
      const at = (EARLINESS - 1 - (ordered[place]! % EARLINESS)) * ROW;
      let hidden = false;
      for (let i = 0; i < stayed && !hidden; i++) {
        hidden = rows[places[i]! + 5] === rows[at + 5] && iouOfRows(rows, places[i]!, at) > limit;
      }
      if (!hidden) places[stayed++] = at;
    }

    kept.reset(MOST_DETECTIONS);
    for (let i = 0; i < stayed; i++) {
      const at = places[i]!;
      kept.add(rows[at]!, rows[at + 1]!, rows[at + 2]!, rows[at + 3]!, rows[at + 4]!, rows[at + 5]!);
    }
    return kept;
  };
}

/** As `iou` of two boxes. @param a - Where a row begins in `rows`. @param b - Where another does. */
function iouOfRows(rows: Float32Array, a: number, b: number): number {
  const [ax0, ay0, ax1, ay1] = [rows[a]!, rows[a + 1]!, rows[a + 2]!, rows[a + 3]!];
  const [bx0, by0, bx1, by1] = [rows[b]!, rows[b + 1]!, rows[b + 2]!, rows[b + 3]!];
  const width = Math.min(ax1, bx1) - Math.max(ax0, bx0);
  const height = Math.min(ay1, by1) - Math.max(ay0, by0);
  if (width <= 0 || height <= 0) return 0;
  const shared = width * height;
  return shared / ((ax1 - ax0) * (ay1 - ay0) + (bx1 - bx0) * (by1 - by0) - shared);
}
