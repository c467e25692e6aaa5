/** A small picture of what stands still before a camera, whoever walks through it: the middle of its last few pictures, pixel by pixel. */
import type { Box } from '#core/geometry/box.ts';
import type { Micros } from '#core/time/micros.ts';
import { boxSums } from '#engines/scheduling/box-sums.ts';
import { EVERY as SAMPLED, type LumaSamples } from '#engines/scheduling/luma-samples.ts';

/** Row by row. */
export interface SmallPicture {
  /** By how much each pixel is brighter than what lies round it, grey levels: light that comes and goes changes little of it. */
  readonly detail: Float32Array;
  /** 1 where nobody may look, and where people stood most of the time. */
  readonly hidden: Uint8Array;
  /** px */
  readonly width: number;
  readonly height: number;
}

/** px across, about: one of them is what a degree of turning is, with the lens of a webcam. */
const ACROSS = 80;
/** From one picture to the next, µs, of how many the middle is taken, and with how many new ones again. */
const [EVERY, PICTURES, FRESH] = [0.5e6, 5, 2];
/** What a pixel is and what lies round it, px to each side. */
const [SMOOTH, ROUND] = [1, 4];
/** Boxes are a little old: so much of a box's longer side to each side is taken for people too. */
const WIDER = 0.1;

export class StillBackground {
  #pictures: Float32Array[] = [];
  /** Where people stood in each of them. */
  #people: Uint8Array[] = [];
  #time = -Infinity;

  /**
   * Takes in the next frame.
   *
   * @param people - Boxes round them, px of the frame.
   * @returns `null` unless there is a new background.
   */
  take(samples: LumaSamples, people: readonly Box[], time: Micros): SmallPicture | null {
    if (time - this.#time < EVERY) return null;
    this.#time = time;
    const side = Math.max(1, Math.round(samples.width / ACROSS));
    const [width, height] = [Math.floor(samples.width / side), Math.floor(samples.height / side)];
    const picture = shrunk(samples.means(), samples.width, side, width, height);
    if (this.#pictures[0]?.length !== picture.length) [this.#pictures, this.#people] = [[], []];
    this.#pictures.push(picture);
    this.#people.push(standing(people, SAMPLED * side, width, height));
    if (this.#pictures.length < PICTURES) return null;
    const [a, b, c, d, e] = this.#pictures as [Float32Array, Float32Array, Float32Array, Float32Array, Float32Array];
    const middle = picture.map((_, i) => middleOfFive(a[i]!, b[i]!, c[i]!, d[i]!, e[i]!));
    const masks = shrunk(samples.hidden, samples.width, side, width, height);
    const often = (i: number) => this.#people.reduce((sum, at) => sum + at[i]!, 0) > PICTURES / 2;
    const hidden = Uint8Array.from(masks, (share, i) => (share > 0 || often(i) ? 1 : 0));
    this.#pictures.splice(0, FRESH);
    this.#people.splice(0, FRESH);
    return { detail: detailOf(middle, hidden, width, height), hidden, width, height };
  }
}

/** Each pixel the mean of `side` × `side`. */
function shrunk(values: Uint8Array, stride: number, side: number, width: number, height: number): Float32Array {
  const small = new Float32Array(width * height);
  for (let y = 0; y < height * side; y++) {
    const row = Math.floor(y / side) * width;
    for (let x = 0; x < width * side; x++) small[row + Math.floor(x / side)]! += values[y * stride + x]! / side ** 2;
  }
  return small;
}

/** 1 where people stand, in a picture each px of which is `side` px of the frame across. */
function standing(people: readonly Box[], side: number, width: number, height: number): Uint8Array {
  const at = new Uint8Array(width * height);
  for (const { x0, y0, x1, y1 } of people) {
    const wider = WIDER * Math.max(x1 - x0, y1 - y0);
    const left = Math.max(0, Math.floor((x0 - wider) / side));
    const right = Math.min(width, Math.ceil((x1 + wider) / side));
    const bottom = Math.min(height, Math.ceil((y1 + wider) / side));
    for (let y = Math.max(0, Math.floor((y0 - wider) / side)); y < bottom; y++) {
      if (left < right) at.fill(1, y * width + left, y * width + right);
    }
  }
  return at;
}

function middleOfFive(a: number, b: number, c: number, d: number, e: number): number {
  const low = Math.max(Math.min(a, b), Math.min(c, d));
  const high = Math.min(Math.max(a, b), Math.max(c, d));
  return Math.max(Math.min(low, high), Math.min(Math.max(low, high), e));
}

/** The mean round each pixel without that of a larger square, of what is not hidden; 0 where it is. */
function detailOf(picture: Float32Array, hidden: Uint8Array, width: number, height: number): Float32Array {
  const sum = boxSums(
    picture.map((value, i) => (hidden[i] === 1 ? 0 : value)),
    width,
  );
  const seen = boxSums(
    Float32Array.from(hidden, (is) => 1 - is),
    width,
  );
  const mean = (x: number, y: number, side: number) => {
    const left = Math.max(0, x - side);
    const right = Math.min(width, x + side + 1);
    const top = Math.max(0, y - side);
    const bottom = Math.min(height, y + side + 1);
    return sum(left, top, right, bottom) / seen(left, top, right, bottom);
  };
  const detail = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (hidden[y * width + x] === 0) detail[y * width + x] = mean(x, y, SMOOTH) - mean(x, y, ROUND);
    }
  }
  return detail;
}
