/**
 * The association of SORT, which OC-SORT keeps: as much summed similarity as all pairs together can have, and only then
 * are the pairs that overlap too little parted again.
 *
 * Source: Bewley et al., *Simple Online and Realtime Tracking*, ICIP 2016, §3.3. IoU is that of real-valued boxes.
 */
import { type ExactCost, assignLeast } from '#core/math/assignment.ts';
import { IndexList } from '#core/math/index-list.ts';
import { roomForFloats, roomForInts } from '#core/math/room.ts';
import type { DetectionRows } from '#core/tracking/detection-rows.ts';

/** What pairs are worth beside their overlap; added in place, since a number that is returned would be allocated. */
export interface Bonus {
  /** Of the pair of a detection and a track. */
  add(to: Float64Array, at: number, detection: number, track: number): void;
  /** No pair of the detection is worth more. */
  addMost(to: Float64Array, at: number, detection: number): void;
}

interface LeastIou {
  readonly minIou: number;
}

/** Keeps the memory of its matches; what it is given last is what it goes on. */
export class IouMatching {
  /** Detections without a track, in the order in which the method numbers new tracks: those parted again come last. */
  readonly unmatched = new IndexList();
  readonly #parted = new IndexList();
  #detections = new IndexList();
  #tracks = new IndexList();
  #bonus: Bonus | null = null;
  /** Rows are detections, columns are tracks. */
  #overlaps: Float64Array = new Float64Array(0);
  #costs: Float64Array = new Float64Array(0);
  #corners: Float64Array = new Float64Array(0);
  #taken: Int32Array = new Int32Array(0);
  #colOf: Int32Array = new Int32Array(0);

  /**
   * @param detections - Those of `seen` that are matched; they are `taken` where they are.
   * @param boxes - Of the tracks, as in `box-rows.ts`.
   * @param tracks - Rows of those that are matched.
   * @param least - Pairs below it are no match. Where those above it have no rivals, they are matched without more ado.
   * @param found - Gets by row the detection of each track that has one.
   * @param bonus - Counts in the assignment, not in the test against `minIou`.
   */
  match(
    seen: DetectionRows,
    detections: IndexList,
    boxes: Float64Array,
    tracks: IndexList,
    least: LeastIou,
    found: Int32Array,
    bonus: Bonus | null = null,
  ): void {
    this.#bonus = bonus;
    if (this.#overlap(seen, detections, boxes, tracks, least) !== 'clear') this.#assign();
    this.#part(seen, least, found);
  }

  /** As {@link match}, by the assignment in any case. @returns Whether any pair overlaps by more than `minIou`; else nothing is done. */
  rematch(
    seen: DetectionRows,
    detections: IndexList,
    boxes: Float64Array,
    tracks: IndexList,
    least: LeastIou,
    found: Int32Array,
  ): boolean {
    this.#bonus = null;
    if (this.#overlap(seen, detections, boxes, tracks, least) === 'none') return false;
    this.#assign();
    this.#part(seen, least, found);
    return true;
  }

  /** Fills `#overlaps`, and where pairs above `minIou` are `clear`, without rivals, `#colOf` with them; there may be `none`. */
  #overlap(
    seen: DetectionRows,
    detections: IndexList,
    boxes: Float64Array,
    tracks: IndexList,
    { minIou }: LeastIou,
  ): 'none' | 'clear' | 'rivals' {
    this.#detections = detections;
    this.#tracks = tracks;
    const rows = detections.length;
    const cols = tracks.length;
    const overlaps = (this.#overlaps = roomForFloats(this.#overlaps, rows * cols));
    const corners = (this.#corners = roomForFloats(this.#corners, 4 * cols));
    const taken = (this.#taken = roomForInts(this.#taken, cols));
    const colOf = (this.#colOf = roomForInts(this.#colOf, rows));
    for (let t = 0; t < cols; t++) {
      const at = 4 * tracks.items[t]!;
      for (let k = 0; k < 4; k++) corners[4 * t + k] = boxes[at + k]!;
      taken[t] = 0;
    }
    let any = false;
    let rivals = false;
    for (let d = 0; d < rows; d++) {
      const at = 4 * detections.items[d]!;
      const x0 = seen.boxes[at]!;
      const y0 = seen.boxes[at + 1]!;
      const x1 = seen.boxes[at + 2]!;
      const y1 = seen.boxes[at + 3]!;
      const area = (x1 - x0) * (y1 - y0);
      colOf[d] = -1;
      for (let t = 0; t < cols; t++) {
        overlaps[d * cols + t] = 0;
        const left = corners[4 * t]!;
        const right = corners[4 * t + 2]!;
        const width = (right < x1 ? right : x1) - (left > x0 ? left : x0);
        if (!(width > 0)) continue;
        const top = corners[4 * t + 1]!;
        const bottom = corners[4 * t + 3]!;
        const height = (bottom < y1 ? bottom : y1) - (top > y0 ? top : y0);
        if (!(height > 0)) continue;
        const inside = width * height;
        const shared = inside / (area + (right - left) * (bottom - top) - inside);
        overlaps[d * cols + t] = shared;
        if (!(shared > minIou)) continue;
        rivals ||= colOf[d]! >= 0 || taken[t] === 1;
        colOf[d] = t;
        taken[t] = 1;
        any = true;
      }
    }
    return rivals ? 'rivals' : any ? 'clear' : 'none';
  }

  /** Fills `#colOf`. */
  #assign(): void {
    const rows = this.#detections.length;
    const cols = this.#tracks.length;
    const overlaps = this.#overlaps;
    const costs = (this.#costs = roomForFloats(this.#costs, rows * cols));
    for (let d = 0; d < rows; d++) {
      for (let i = d * cols; i < (d + 1) * cols; i++) {
        costs[i] = overlaps[i]!;
        this.#bonus?.addMost(costs, i, this.#detections.items[d]!);
        costs[i] = -costs[i]!;
      }
    }
    assignLeast(costs, rows, cols, this.#bonus && this.#exact, this.#colOf);
  }

  readonly #exact: ExactCost = (cost, at, d, t) => {
    cost[at] = this.#overlaps[d * this.#tracks.length + t]!;
    this.#bonus!.add(cost, at, this.#detections.items[d]!, this.#tracks.items[t]!);
    cost[at] = -cost[at];
  };

  /** Parts the pairs that overlap too little; the others have found each other. */
  #part(seen: DetectionRows, { minIou }: LeastIou, found: Int32Array): void {
    const { unmatched } = this;
    const parted = this.#parted;
    const cols = this.#tracks.length;
    unmatched.clear();
    parted.clear();
    for (let i = 0; i < this.#detections.length; i++) {
      const d = this.#detections.items[i]!;
      const t = this.#colOf[i]!;
      if (t < 0) unmatched.push(d);
      else if (this.#overlaps[i * cols + t]! < minIou) parted.push(d);
      else {
        found[this.#tracks.items[t]!] = d;
        seen.taken[d] = 1;
      }
    }
    unmatched.add(parted);
  }
}
