/**
 * Whether something moves in the picture of a camera: cheap enough to ask of every frame, so that the network looks only
 * where something happens.
 *
 * A running average of each sample is what the place looks like; a sample that differs from it by more than noise has
 * changed, and several changed ones beside each other are motion. What the whole picture does at once, as when a cloud
 * passes, is light. Noise is learned from the picture.
 *
 * Source of the idea: the running Gaussian average (C. R. Wren et al., *Pfinder*, PAMI 1997), with one noise for all
 * samples, and the median absolute deviation as its estimate (P. J. Rousseeuw, C. Croux, JASA 1993).
 */
import { MICROS_PER_SECOND, type Micros } from '#core/time/micros.ts';
import type { LumaSamples } from '#engines/scheduling/luma-samples.ts';

/** How long something new that stands still is news, µs. */
const MEMORY = 0.5 * MICROS_PER_SECOND;
/** A sample has changed when it differs by this many standard deviations of the noise, and by this much at least. */
const [SIGMAS, LEAST] = [4, 10];
/** The noise of a camera that nobody knows yet; what it is at least and at most; how fast it may grow a frame. */
const [USUAL_NOISE, LEAST_NOISE, MOST_NOISE, GROWTH] = [3, 0.5, 10, 1.05];
/** The most that all of the picture may change from one frame to the next and still be light. */
const MOST_LIGHT = 6;
/** A changed sample with this many changed neighbours is more than noise. */
const NEIGHBOURS = 2;
/** Whole numbers throughout: a grey level is 64 units of the average, and 2 steps of the histogram round its middle. */
const [UNIT, STEPS, MIDDLE] = [64, 2, 512];
/** From units to steps, bits. */
const TO_STEPS = 5;
/** From the median absolute deviation to the standard deviation, of a normal distribution. */
const SIGMA_OF_MAD = 1.4826;

export class MotionGate {
  #average = new Int16Array();
  #changed = new Uint8Array();
  readonly #histogram = new Uint32Array(2 * MIDDLE);
  #time: Micros | null = null;
  #noise = USUAL_NOISE;

  /** Standard deviation of the camera's noise, grey levels. */
  get noise(): number {
    return this.#noise;
  }

  /**
   * Takes in the next frame. The first, and the first of another size, counts as motion: nothing is known yet.
   *
   * @returns Whether something moves in it.
   */
  judge({ values, hidden, width, height }: LumaSamples, time: Micros): boolean {
    const average = this.#average;
    if (this.#time === null || average.length !== values.length) {
      this.#average = Int16Array.from(values, (value) => UNIT * value);
      this.#changed = new Uint8Array(values.length);
      this.#time = time;
      return true;
    }
    // In 256ths.
    const fade = Math.round(256 * (1 - Math.exp(-Math.max(0, time - this.#time) / MEMORY)));
    this.#time = time;
    const light = Math.max(-MOST_LIGHT, Math.min(MOST_LIGHT, this.#measure(values, hidden)));
    const threshold = Math.round(UNIT * Math.max(LEAST, SIGMAS * this.#noise));
    const lit = Math.round(UNIT * light);
    const changed = this.#changed;
    let some = 0;
    for (let i = 0; i < values.length; i++) {
      const expected = average[i]! + lit;
      const difference = UNIT * values[i]! - expected;
      const is = (difference > threshold || difference < -threshold) && hidden[i] === 0 ? 1 : 0;
      changed[i] = is;
      some |= is;
      average[i] = expected + ((fade * difference) >> 8);
    }
    return some === 1 && isClustered(changed, width, height);
  }

  /** Learns the noise. @returns By how much the middle one of all samples is brighter than it was. */
  #measure(values: Uint8Array, hidden: Uint8Array): number {
    const [average, histogram] = [this.#average, this.#histogram];
    histogram.fill(0);
    let count = 0;
    for (let i = 0; i < values.length; i++) {
      // A sample under a mask is counted 0 times.
      const seen = 1 - hidden[i]!;
      histogram[MIDDLE + ((UNIT * values[i]! - average[i]!) >> TO_STEPS)]! += seen;
      count += seen;
    }
    if (count === 0) return 0;
    let [middle, below] = [-1, 0];
    while (2 * below < count) below += histogram[++middle]!;
    let [reach, within] = [0, histogram[middle]!];
    while (2 * within < count) {
      reach++;
      within += (histogram[middle - reach] ?? 0) + (histogram[middle + reach] ?? 0);
    }
    // Slowly up: what fills half of the picture and moves is no noise.
    const noise = (SIGMA_OF_MAD * reach) / STEPS;
    this.#noise = Math.max(LEAST_NOISE, Math.min(MOST_NOISE, noise, this.#noise * GROWTH));
    return (middle - MIDDLE) / STEPS;
  }
}

function isClustered(changed: Uint8Array, width: number, height: number): boolean {
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (changed[y * width + x] === 1 && neighbours(changed, width, height, x, y) >= NEIGHBOURS) return true;
    }
  }
  return false;
}

function neighbours(changed: Uint8Array, width: number, height: number, x: number, y: number): number {
  let count = 0;
  for (let v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v++) {
    for (let u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++) count += changed[v * width + u]!;
  }
  return count - 1;
}
