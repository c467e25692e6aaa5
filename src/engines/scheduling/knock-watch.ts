/**
 * Whether a camera looks elsewhere than it did: what stands still before it is compared with what stood there when the run began.
 * Goods that are taken, shelves that are moved and light change parts of it; a knock moves all of it alike.
 */
import type { Micros } from '#core/time/micros.ts';
import type { LumaSamples } from '#engines/scheduling/luma-samples.ts';
import { ALIKE, type Shift, TILE, alikeAt, shiftOf, tilesOf } from '#engines/scheduling/picture-shift.ts';
import { type SmallPicture, StillBackground } from '#engines/scheduling/still-background.ts';

/** It was moved by so much, px of the small picture (about degrees), and hangs as before within so much. */
const [MOVED, STILL] = [0.9, 0.6];
/** So large a share of the tiles must look there as it did, … */
const AGREE = 0.5;
/** … and tiles must be so much more alike there than where they were; by less than the second it is chance. */
const [BETTER, CHANCE] = [0.1, 0.03];
/** Shaken and hanging as before again is not moved: it lasts so long, µs; the same movement within so much, px. */
const [LASTS, SAME] = [3e6, 1];
/** A tile that looks otherwise for so long is learned anew while the others stand still, and all of them where nothing tells, µs. */
const [LEARN, LEARN_ALL] = [20e6, 60e6];
/** Less to see than in so many tiles says nothing. */
const LEAST = 12;
/** Where hardly anything moved is looked first, and only then how far. */
const [NEAR, FAR] = [
  { x: 2, y: 2 },
  { x: 16, y: 12 },
];

export class KnockWatch {
  readonly #still = new StillBackground();
  #before: SmallPicture | null = null;
  #tiles: readonly number[] = [];
  /** Since when a tile looks otherwise than it did. */
  readonly #otherwise = new Map<number, Micros>();
  #moved = false;
  /** Since when it looks as if it were otherwise than is said, and by how much it moved. */
  #pending: { readonly since: Micros; readonly shift: Shift } | null = null;
  /** When anything could be told last. */
  #told: Micros | null = null;

  /** Takes in the next frame of a camera that shows something. @returns Whether it was moved, as far as is known. */
  judge(samples: LumaSamples, time: Micros): boolean {
    const now = this.#still.take(samples, time);
    if (now === null) return this.#moved;
    if (this.#before?.detail.length !== now.detail.length || this.#tiles.length < LEAST) this.#begin(now, time);
    else this.#compare(this.#before, now, time);
    return this.#moved;
  }

  /** Whether it was moved, as far as is known. */
  get moved(): boolean {
    return this.#moved;
  }

  #begin(now: SmallPicture, time: Micros): void {
    const tiles = tilesOf(now);
    if (tiles.length < LEAST) return;
    this.#before = { ...now, detail: now.detail.slice() };
    this.#tiles = tiles;
    this.#otherwise.clear();
    this.#told = time;
  }

  #compare(before: SmallPicture, now: SmallPicture, time: Micros): void {
    const near = shiftOf(before, now, this.#tiles, NEAR);
    const hangs = (within: number) =>
      near !== null && near.agree >= AGREE && (near.far < within || near.alike - near.unmoved < CHANCE);
    const still = hangs(STILL);
    const shift = still ? near : shiftOf(before, now, this.#tiles, FAR);
    const moved =
      !still && shift !== null && shift.agree >= AGREE && shift.far >= MOVED && shift.alike - shift.unmoved >= BETTER;
    if (still || moved) this.#told = time;
    if (shift === null || !(this.#moved ? still : moved)) this.#pending = null;
    else if (this.#pending === null || !isSame(this.#pending.shift, shift)) this.#pending = { since: time, shift };
    else if (time - this.#pending.since >= LASTS) {
      this.#moved = moved;
      this.#pending = null;
    }
    if (hangs(STILL / 2)) this.#learn(before, now, time);
    else if (!this.#moved && time - (this.#told ?? time) >= LEARN_ALL) this.#begin(now, time);
  }

  /** Tiles that look as they did stay as they are, so that what sags slowly is seen in the end. */
  #learn(before: SmallPicture, now: SmallPicture, time: Micros): void {
    const known = new Set(this.#tiles);
    for (const tile of new Set([...this.#tiles, ...tilesOf(now)])) {
      if (known.has(tile) && alikeAt(before, now, tile) >= ALIKE) this.#otherwise.delete(tile);
      else if (time - (this.#otherwise.get(tile) ?? time) < LEARN)
        this.#otherwise.set(tile, this.#otherwise.get(tile) ?? time);
      else {
        for (let row = 0; row < TILE; row++) {
          const from = tile + row * now.width;
          before.detail.set(now.detail.subarray(from, from + TILE), from);
        }
        this.#otherwise.delete(tile);
        this.#tiles = tilesOf(before);
      }
    }
  }
}

const isSame = (a: Shift, b: Shift): boolean => Math.max(Math.abs(a.x - b.x), Math.abs(a.y - b.y)) <= SAME;
