/** Whether a camera shows anything: a hand, a coat or a box before it leaves no detail, and one that hangs shows one picture for ever. */
import type { Condition } from '#core/detection/camera-condition.ts';
import type { Micros } from '#core/time/micros.ts';
import type { LumaSamples } from '#engines/scheduling/luma-samples.ts';

export type PictureCondition = Extract<Condition, 'well' | 'covered' | 'frozen'>;

/** Samples along a side of what detail is told from: noise is averaged away in it. */
const BLOCK = 4;
/** Detail is by how many grey levels neighbours differ. A picture with less shows nothing, whatever it showed before. */
const FLAT = 1;
/** Nor does one with less than this share of what is usual there; with more than the second it shows something again. */
const [COVERED, SHOWN] = [0.25, 0.4];
/** What is usual is learned over this, and a change must last so long, µs. */
const [USUAL, LASTS] = [60e6, 1e6];
/** A camera has noise, so no two of its pictures are the same. One that is the same for so long hangs, µs, … */
const HANGS = 10e6;
/** … if it never was for this long while it was well, in at least so many pictures: some cameras have no noise. */
const [LONGEST, NOISY] = [1e6, 60];

export class PictureHealth {
  #usual: number | null = null;
  #time: Micros | null = null;
  #covered = false;
  /** Since when it looks otherwise than is said. */
  #otherwise: Micros | null = null;
  #last: Uint8Array | null = null;
  #same: Micros | null = null;
  #longest = 0;
  #different = 0;

  /** Takes in the next frame. */
  judge(samples: LumaSamples, time: Micros): PictureCondition {
    this.#look(detailOf(samples), time);
    const frozen = this.#isFrozen(samples.values, time);
    this.#time = time;
    return this.#covered ? 'covered' : frozen ? 'frozen' : 'well';
  }

  #look(detail: number | null, time: Micros): void {
    if (detail === null) return;
    const usual = (this.#usual ??= detail);
    const shows = detail >= Math.max(FLAT, usual * (this.#covered ? SHOWN : COVERED));
    if (shows !== this.#covered) this.#otherwise = null;
    else if (time - (this.#otherwise ??= time) >= LASTS) {
      this.#covered = !this.#covered;
      this.#otherwise = null;
    }
    const learned = 1 - Math.exp(-(time - (this.#time ?? time)) / USUAL);
    if (shows) this.#usual = usual + learned * (detail - usual);
  }

  #isFrozen(values: Uint8Array, time: Micros): boolean {
    const same = this.#last?.length === values.length && this.#last.every((value, i) => value === values[i]);
    if (!same) {
      if (this.#same !== null && !this.#hangs(time)) this.#longest = Math.max(this.#longest, time - this.#same);
      this.#last = Uint8Array.from(values);
      this.#same = null;
      this.#different++;
      return false;
    }
    this.#same ??= this.#time ?? time;
    return this.#hangs(time);
  }

  #hangs(time: Micros): boolean {
    return this.#same !== null && time - this.#same >= HANGS && this.#longest < LONGEST && this.#different >= NOISY;
  }
}

/** @returns `null` where masks leave nothing. */
function detailOf({ values, hidden, width, height }: LumaSamples): number | null {
  const [across, down] = [Math.floor(width / BLOCK), Math.floor(height / BLOCK)];
  const means = Float32Array.from({ length: across * down }, (_, i) =>
    blockMean(values, hidden, width, BLOCK * (i % across), BLOCK * Math.floor(i / across)),
  );
  let [sum, count] = [0, 0];
  for (let i = 0; i < means.length; i++) {
    for (const other of [i % across < across - 1 ? i + 1 : -1, i + across < means.length ? i + across : -1]) {
      const difference = other === -1 ? NaN : Math.abs(means[i]! - means[other]!);
      if (Number.isNaN(difference)) continue;
      sum += difference;
      count++;
    }
  }
  return count === 0 ? null : sum / count;
}

/** NaN where a mask lies on any of it. */
function blockMean(values: Uint8Array, hidden: Uint8Array, width: number, x: number, y: number): number {
  let sum = 0;
  for (let v = y; v < y + BLOCK; v++) {
    for (let u = x; u < x + BLOCK; u++) sum += hidden[v * width + u] === 1 ? NaN : values[v * width + u]!;
  }
  return sum / BLOCK ** 2;
}
