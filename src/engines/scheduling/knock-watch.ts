/**
 * Whether a camera looks elsewhere than it did: what stands still before it is compared with what stood there when the run began.
 * Goods that are taken, shelves that are moved and light change parts of it; a knock moves all of it alike. Whatever people stand before
 * is left out: who fills most of a picture and steps aside moves most of it alike too.
 */
import type { Box } from '#core/geometry/box.ts';
import type { Micros } from '#core/time/micros.ts';
import type { LumaSamples } from '#engines/scheduling/luma-samples.ts';
import { ALIKE, type Shift, TILE, alikeAt, isHidden, shiftOf, tilesOf } from '#engines/scheduling/picture-shift.ts';
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
/** Less to see than in so many tiles says nothing, … */
const LEAST = 12;
/** … nor does what is left to see where people stand before a larger share of them. */
const HIDDEN = 0.5;
/** So many backgrounds that all was learned anew after are kept: it may be that somebody stood there who was not found. */
const KEPT = 3;
/** Where hardly anything moved is looked first, and only then how far. */
const [NEAR, FAR] = [
  { x: 2, y: 2 },
  { x: 16, y: 12 },
];

/** What stands still before the camera, and the tiles in which there is something to see. */
interface Background {
  readonly picture: SmallPicture;
  tiles: readonly number[];
}

export class KnockWatch {
  readonly #still = new StillBackground();
  #before: Background | null = null;
  /** What was known before all was learned anew, the newest first. */
  #kept: readonly Background[] = [];
  /** Since when a tile looks otherwise than it did. */
  readonly #otherwise = new Map<number, Micros>();
  #moved = false;
  /** Since when it looks as if it were otherwise than is said, and by how much it moved. */
  #pending: { readonly since: Micros; readonly shift: Shift } | null = null;
  /** When anything could be told last. */
  #told: Micros | null = null;

  /**
   * Takes in the next frame of a camera that shows something.
   *
   * @param people - Boxes round them where somebody looked last, px of the frame.
   * @returns Whether it was moved, as far as is known.
   */
  judge(samples: LumaSamples, people: readonly Box[], time: Micros): boolean {
    const now = this.#still.take(samples, people, time);
    if (now === null) return this.#moved;
    const before = this.#before;
    if (before !== null && isSameSize(before.picture, now) && (this.#moved || before.tiles.length >= LEAST)) {
      this.#compare(before, now, time);
    } else if (!this.#moved) {
      this.#kept = [];
      this.#begin(now, time);
    } else {
      // In a picture of another size nobody knows how it hung.
      this.#pending = null;
    }
    return this.#moved;
  }

  #begin(now: SmallPicture, time: Micros): void {
    this.#pending = null;
    const tiles = tilesOf(now);
    if (tiles.length < LEAST) return;
    this.#know({ picture: now, tiles }, time);
  }

  #know(background: Background, time: Micros): void {
    this.#before = background;
    this.#otherwise.clear();
    this.#told = time;
  }

  #compare(before: Background, now: SmallPicture, time: Micros): void {
    const tiles = seenOf(before, now);
    if (tiles.length < Math.max(LEAST, HIDDEN * before.tiles.length)) {
      this.#told = time;
      this.#pending = null;
      return;
    }
    const near = shiftOf(before.picture, now, tiles, NEAR);
    const still = hangs(near, STILL);
    if (!still && this.#recall(now, time)) return;
    // How far a camera that was moved is turned by now matters to nobody.
    const shift = still || this.#moved ? near : shiftOf(before.picture, now, tiles, FAR);
    const agrees = shift !== null && shift.agree >= AGREE;
    const moved = !still && agrees && shift.far >= MOVED && shift.alike - shift.unmoved >= BETTER;
    if (still || agrees) this.#told = time;
    if (shift === null || !(this.#moved ? still : moved)) this.#pending = null;
    else if (this.#pending === null || !isSame(this.#pending.shift, shift)) this.#pending = { since: time, shift };
    else if (time - this.#pending.since >= LASTS) {
      this.#moved = moved;
      this.#pending = null;
    }
    if (this.#moved) return;
    if (hangs(near, STILL / 2)) this.#learn(before, now, time);
    else if (time - (this.#told ?? time) >= LEARN_ALL) this.#learnAll(before, now, time);
  }

  /** It looks as it did before all was learned anew: that is what it is held against again. */
  #recall(now: SmallPicture, time: Micros): boolean {
    const known = this.#kept.find((kept) => {
      const tiles = seenOf(kept, now);
      if (tiles.length < Math.max(LEAST, HIDDEN * kept.tiles.length)) return false;
      return hangs(shiftOf(kept.picture, now, tiles, NEAR), STILL);
    });
    if (known === undefined) return false;
    this.#kept = [this.#before!, ...this.#kept.filter((kept) => kept !== known)];
    this.#pending = null;
    this.#know(known, time);
    return true;
  }

  #learnAll(before: Background, now: SmallPicture, time: Micros): void {
    this.#begin(now, time);
    if (this.#before !== before) this.#kept = [before, ...this.#kept].slice(0, KEPT);
  }

  /** Tiles that look as they did stay as they are, so that what sags slowly is seen in the end. */
  #learn(before: Background, now: SmallPicture, time: Micros): void {
    const known = new Set(seenOf(before, now));
    const seen = new Set([...known, ...tilesOf(now)]);
    for (const tile of this.#otherwise.keys()) if (!seen.has(tile)) this.#otherwise.delete(tile);
    for (const tile of seen) {
      if (known.has(tile) && alikeAt(before.picture, now, tile) >= ALIKE) this.#otherwise.delete(tile);
      else if (time - (this.#otherwise.get(tile) ?? time) < LEARN)
        this.#otherwise.set(tile, this.#otherwise.get(tile) ?? time);
      else {
        for (let row = 0; row < TILE; row++) {
          const from = tile + row * now.width;
          before.picture.detail.set(now.detail.subarray(from, from + TILE), from);
          before.picture.hidden.fill(0, from, from + TILE);
        }
        this.#otherwise.delete(tile);
        before.tiles = tilesOf(before.picture);
      }
    }
  }
}

/** It looks as it did within so much, px. */
const hangs = (near: Shift | null, within: number): boolean =>
  near !== null && near.agree >= AGREE && (near.far < within || near.alike - near.unmoved < CHANCE);

/** The tiles that are not hidden now. */
const seenOf = ({ tiles }: Background, now: SmallPicture): readonly number[] =>
  tiles.filter((tile) => !isHidden(now, tile));

const isSameSize = (a: SmallPicture, b: SmallPicture): boolean => a.width === b.width && a.height === b.height;

const isSame = (a: Shift, b: Shift): boolean => Math.max(Math.abs(a.x - b.x), Math.abs(a.y - b.y)) <= SAME;
