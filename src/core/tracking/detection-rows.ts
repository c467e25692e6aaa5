/** The detections of the frame that is stepped, as lists of numbers in memory that is kept: see `docs/adr/0008-trackers.md`. */
import type { Detection } from '#core/detection/detection.ts';
import type { IndexList } from '#core/math/index-list.ts';
import { roomForFloats, roomForInts } from '#core/math/room.ts';
import { isBoxAt, writeBox } from '#core/tracking/box-rows.ts';

export class DetectionRows {
  count = 0;
  /** As in `box-rows.ts`. */
  boxes: Float64Array = new Float64Array(0);
  scores: Float64Array = new Float64Array(0);
  /** 1 where a track has the detection. */
  taken: Int32Array = new Int32Array(0);

  /** Makes room; nobody has any of them yet. */
  begin(count: number): void {
    this.count = count;
    this.boxes = roomForFloats(this.boxes, 4 * count);
    this.scores = roomForFloats(this.scores, count);
    this.taken = roomForInts(this.taken, count);
    for (let d = 0; d < count; d++) this.taken[d] = 0;
  }

  read(detections: readonly Detection[]): void {
    this.begin(detections.length);
    for (let d = 0; d < this.count; d++) {
      const { box, score } = detections[d]!;
      writeBox(this.boxes, d, box);
      this.scores[d] = score;
    }
  }

  /** @param usable - Gets the detections that are boxes and surer than `minScore`; at 0 every box is. */
  listUsable({ minScore }: { readonly minScore: number }, usable: IndexList): void {
    usable.clear();
    for (let d = 0; d < this.count; d++) {
      if (isBoxAt(this.boxes, d) && (minScore === 0 || this.scores[d]! > minScore)) usable.push(d);
    }
  }

  /** @param unclaimed - Gets those of `candidates` that no track has. */
  listUnclaimed(candidates: IndexList, unclaimed: IndexList): void {
    unclaimed.clear();
    for (let i = 0; i < candidates.length; i++) {
      const d = candidates.items[i]!;
      if (this.taken[d] === 0) unclaimed.push(d);
    }
  }
}
