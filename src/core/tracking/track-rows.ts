/** The tracks of the frame that is stepped, as lists of numbers in memory that is kept: see `docs/adr/0008-trackers.md`. */
import type { Detection } from '#core/detection/detection.ts';
import type { IndexList } from '#core/math/index-list.ts';
import { roomForFloats, roomForInts } from '#core/math/room.ts';
import { boxAt, writeBox } from '#core/tracking/box-rows.ts';
import type { DetectionRows } from '#core/tracking/detection-rows.ts';
import type { Track } from '#core/tracking/track.ts';

/** What every tracker remembers from one frame to the next. Nothing is written to it once it was returned. */
export interface Remembered {
  /** As they were listed in the newest frame. */
  readonly tracks: readonly Track[];
  /** What else is known of each of them, one row of numbers after another. */
  readonly numbers: Float64Array;
}

export class TrackRows {
  count = 0;
  /** Numbers of each track. */
  width = 0;
  /** As in {@link Remembered}. */
  numbers: Float64Array = new Float64Array(0);
  /** Where each is listed, as in `box-rows.ts`. */
  boxes: Float64Array = new Float64Array(0);
  ids: Int32Array = new Int32Array(0);
  /** Of the newest detection. */
  scores: Float64Array = new Float64Array(0);
  /** That it has in this frame, or -1. */
  detections: Int32Array = new Int32Array(0);
  /** 1 where it counts when it has a detection. */
  sure: Int32Array = new Int32Array(0);

  /** Takes on what is remembered, nobody with a detection yet, and room for as many more as there are detections. */
  begin({ tracks, numbers }: Remembered, width: number, { count: more }: DetectionRows): void {
    const count = tracks.length;
    this.count = count;
    this.width = width;
    this.numbers = roomForFloats(this.numbers, (count + more) * width);
    this.boxes = roomForFloats(this.boxes, (count + more) * 4);
    this.ids = roomForInts(this.ids, count + more);
    this.scores = roomForFloats(this.scores, count + more);
    this.detections = roomForInts(this.detections, count + more);
    this.sure = roomForInts(this.sure, count + more);
    for (let i = 0; i < numbers.length; i++) this.numbers[i] = numbers[i]!;
    for (let t = 0; t < count; t++) {
      const { id, box, score } = tracks[t]!;
      writeBox(this.boxes, t, box);
      this.ids[t] = id;
      this.scores[t] = score;
      this.detections[t] = -1;
    }
  }

  /** @returns The row of a new track, whose numbers and box are still to be written. */
  add(id: number): number {
    this.ids[this.count] = id;
    return this.count++;
  }

  /** @param sure - Whether the track counts by now. */
  see(row: number, { scores }: DetectionRows, detection: number, sure: boolean): void {
    this.detections[row] = detection;
    this.scores[row] = scores[detection]!;
    this.sure[row] = +sure;
  }

  /** @param unseen - Gets those of `among` that have no detection yet. */
  listUnseen(among: IndexList, unseen: IndexList): void {
    unseen.clear();
    for (let i = 0; i < among.length; i++) {
      const row = among.items[i]!;
      if (this.detections[row]! < 0) unseen.push(row);
    }
  }

  /** @returns The numbers of these rows, in their order: memory of its own. */
  keep(order: IndexList): Float64Array {
    const { width } = this;
    const numbers = new Float64Array(order.length * width);
    for (let i = 0; i < order.length; i++) {
      const from = order.items[i]! * width;
      for (let k = 0; k < width; k++) numbers[i * width + k] = this.numbers[from + k]!;
    }
    return numbers;
  }

  /** @param detected - Where a track with a detection is listed with the box of that; `null` where with its own. */
  list(order: IndexList, detected: readonly Detection[] | null): readonly Track[] {
    const tracks = new Array<Track>(order.length);
    for (let i = 0; i < order.length; i++) {
      const row = order.items[i]!;
      const detection = this.detections[row]!;
      tracks[i] = {
        id: this.ids[row]!,
        state: detection < 0 ? 'lost' : this.sure[row] === 1 ? 'confirmed' : 'tentative',
        box: detection < 0 || detected === null ? boxAt(this.boxes, row) : detected[detection]!.box,
        score: this.scores[row]!,
        detection,
      };
    }
    return tracks;
  }
}
