/**
 * By how much one picture is shifted and rolled against another, as most of its parts see it.
 *
 * Every tile in which there is something to see is correlated with the other picture at every shift (J. P. Lewis, *Fast Normalized
 * Cross-Correlation*, 1995), and all of them vote for one movement, as in the generalised Hough transform (D. H. Ballard, 1981): a tile
 * along an edge votes for a line of shifts and one at a corner for a spot, and whatever was taken, put or stands before the camera
 * votes for nothing in common.
 */
import { boxSums } from '#engines/scheduling/box-sums.ts';
import type { SmallPicture } from '#engines/scheduling/still-background.ts';

/** px along a tile's side. */
export const TILE = 8;

/** How far a tile is looked for from where it was, px to each side. */
export interface Reach {
  readonly x: number;
  readonly y: number;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Shift {
  /** Of the picture's middle, px. */
  readonly x: number;
  readonly y: number;
  /** What a tile moves, root mean square, px. */
  readonly far: number;
  /** Share of the tiles that are still in the picture which look there as they did, in [0, 1]. */
  readonly agree: number;
  /** How alike the same tiles look there, and where they were, on average, in [0, 1]. */
  readonly alike: number;
  readonly unmoved: number;
}

/** Something is to be seen in a tile whose detail is so strong, grey levels (standard deviation). */
const STRONG = 2;
/** A tile looks as it did from this correlation on. */
export const ALIKE = 0.6;
/** Rolls that are tried, radians: a step moves the picture's edge by a pixel; near the shift that is best without. */
const ROLLS = [1, -1, 2, -2, 3, -3, 4, -4].map((steps) => steps * 0.026);
const NEARBY: Reach = { x: 1, y: 1 };
/** A movement that leaves a smaller share of the tiles in the picture is not tried. */
const LEFT = 0.5;
/** What an even surface counts as, so that nothing is divided by 0. */
const EVEN = 1e-6;
/** A pixel and those round it. */
const AROUND = [-1, 0, 1].flatMap((y) => [-1, 0, 1].map((x) => [x, y] as const));

/** Upper left corners of the tiles in which there is something to see, and nothing is hidden. */
export function tilesOf({ detail, hidden, width, height }: SmallPicture): readonly number[] {
  const tiles: number[] = [];
  for (let y = 0; y + TILE <= height; y += TILE) {
    for (let x = 0; x + TILE <= width; x += TILE) {
      const tile = y * width + x;
      const strong = product(detail, tile, detail, tile, width) >= (STRONG * TILE) ** 2;
      if (strong && !isHidden({ hidden, width }, tile)) tiles.push(tile);
    }
  }
  return tiles;
}

/** Whether any of a tile is hidden. */
export const isHidden = ({ hidden, width }: Pick<SmallPicture, 'hidden' | 'width'>, tile: number): boolean =>
  product(hidden, tile, hidden, tile, width) > 0;

/** How alike a tile looks in both pictures, at the same place, in [-1, 1]. */
export function alikeAt({ detail: a, width }: SmallPicture, { detail: b }: SmallPicture, tile: number): number {
  const squares = product(a, tile, a, tile, width) * product(b, tile, b, tile, width);
  return product(a, tile, b, tile, width) / Math.sqrt(squares + EVEN);
}

/**
 * @param tiles - None of which is hidden in either picture.
 * @returns `null` where no movement leaves enough to tell by.
 */
export function shiftOf(before: SmallPicture, now: SmallPicture, tiles: readonly number[], reach: Reach): Shift | null {
  const { width } = before;
  const energy = boxSums(
    now.detail.map((value) => value ** 2),
    width,
  );
  const hidden = boxSums(Float32Array.from(now.hidden), width);
  const votes = tiles.map((tile) => votesOf(before, now, { energy, hidden }, tile, reach));
  const rolled = (roll: number) => tiles.map((tile) => rolledBy(tile, roll, before));
  const across = 2 * reach.x + 1;
  /** How alike a tile looks elsewhere; -1 where nobody knows. */
  const voteOf = (i: number, x: number, y: number) =>
    Math.abs(x) > reach.x || Math.abs(y) > reach.y ? -1 : votes[i]![(y + reach.y) * across + x + reach.x]!;
  /** How alike all tiles look elsewhere, on average; 0 where too few of them are. */
  const alikeAll = (x: number, y: number, offsets: readonly Point[]) => {
    let sum = 0;
    let count = 0;
    for (let i = 0; i < offsets.length; i++) {
      const vote = voteOf(i, x + offsets[i]!.x, y + offsets[i]!.y);
      if (vote < 0) continue;
      sum += vote;
      count++;
    }
    return count < LEFT * tiles.length ? 0 : sum / count;
  };

  let best = { x: 0, y: 0, offsets: rolled(0), alike: 0 };
  const search = (offsets: Point[], middle: Point, { x: wide, y: high }: Reach) => {
    for (let y = middle.y - high; y <= middle.y + high; y++) {
      for (let x = middle.x - wide; x <= middle.x + wide; x++) {
        const alike = alikeAll(x, y, offsets);
        if (alike > best.alike) best = { x, y, offsets, alike };
      }
    }
  };
  search(rolled(0), best, reach);
  const straight = best;
  for (const roll of ROLLS) search(rolled(roll), straight, NEARBY);
  const { x, y, offsets, alike } = best;
  if (alike === 0) return null;

  const fine = {
    x: x + between(alikeAll(x - 1, y, offsets), alike, alikeAll(x + 1, y, offsets)),
    y: y + between(alikeAll(x, y - 1, offsets), alike, alikeAll(x, y + 1, offsets)),
  };
  let [count, far, agree, unmoved] = [0, 0, 0, 0];
  for (const [i, offset] of offsets.entries()) {
    const [u, v] = [x + offset.x, y + offset.y];
    if (voteOf(i, u, v) < 0) continue;
    count++;
    far += (fine.x + offset.x) ** 2 + (fine.y + offset.y) ** 2;
    unmoved += voteOf(i, 0, 0);
    // What is nearer to the camera or seen from the side, or through a bent lens, moves a little otherwise.
    if (AROUND.some(([du, dv]) => voteOf(i, u + du, v + dv) >= ALIKE)) agree++;
  }
  return { ...fine, far: Math.sqrt(far / count), agree: agree / count, alike, unmoved: unmoved / count };
}

/** Where the highest point lies of the parabola through three, the middle one being the highest: in [-0.5, 0.5]. */
const between = (left: number, middle: number, right: number): number =>
  left === 0 || right === 0 || 2 * middle <= left + right ? 0 : (right - left) / (2 * (2 * middle - left - right));

/** By how much a roll round the picture's middle moves the middle of a tile, whole px. */
function rolledBy(tile: number, roll: number, { width, height }: SmallPicture): Point {
  const [x, y] = [(tile % width) + (TILE - width) / 2, Math.floor(tile / width) + (TILE - height) / 2];
  return { x: Math.round(-roll * y), y: Math.round(roll * x) };
}

/** Row by row of shifts, how alike the tile looks there, in [0, 1]; -1 where it is not wholly in the picture, or any of it is hidden. */
function votesOf(
  { detail, width, height }: SmallPicture,
  now: SmallPicture,
  { energy, hidden }: Readonly<Record<'energy' | 'hidden', ReturnType<typeof boxSums>>>,
  tile: number,
  reach: Reach,
): Float32Array {
  const [left, top] = [tile % width, Math.floor(tile / width)];
  const votes = new Float32Array((2 * reach.x + 1) * (2 * reach.y + 1)).fill(-1);
  const own = product(detail, tile, detail, tile, width);
  for (let y = top - reach.y, i = 0; y <= top + reach.y; y++) {
    for (let x = left - reach.x; x <= left + reach.x; x++, i++) {
      if (x < 0 || y < 0 || x + TILE > width || y + TILE > height) continue;
      if (hidden(x, y, x + TILE, y + TILE) > 0) continue;
      const alike = product(detail, tile, now.detail, y * width + x, width);
      if (alike <= 0) votes[i] = 0;
      else votes[i] = alike / Math.sqrt(own * energy(x, y, x + TILE, y + TILE) + EVEN);
    }
  }
  return votes;
}

/** Of a tile in each picture, pixel by pixel, summed. */
function product(a: ArrayLike<number>, from: number, b: ArrayLike<number>, to: number, width: number): number {
  let sum = 0;
  for (let v = 0; v < TILE; v++, from += width, to += width) {
    for (let u = 0; u < TILE; u++) sum += a[from + u]! * b[to + u]!;
  }
  return sum;
}
