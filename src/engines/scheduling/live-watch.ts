/**
 * Steps 2 to 5 of the way of a frame, for live cameras that share one network: of each the newest frame; where nothing
 * moves what was found before holds; the rest is looked at in turn, for as long as nobody stops it.
 */
import type { Condition } from '#core/detection/camera-condition.ts';
import type { Detection } from '#core/detection/detection.ts';
import { type Micros, micros } from '#core/time/micros.ts';
import { FairShare } from '#engines/scheduling/fair-share.ts';
import type { WatchFigures } from '#engines/scheduling/figures.ts';
import { InputSizes } from '#engines/scheduling/input-sizes.ts';
import type { LumaSamples } from '#engines/scheduling/luma-samples.ts';
import { type Mail, Mailboxes } from '#engines/scheduling/mailboxes.ts';
import { Recent } from '#engines/scheduling/recent.ts';
import { type Attention, type Found, WatchedCamera } from '#engines/scheduling/watched-camera.ts';

export interface LiveFrame extends Mail {
  clone(): this;
}

/** The network at one size of its input. */
export interface Lens<F> {
  /** px */
  readonly input: { readonly width: number; readonly height: number };
  /** Frames that fit at once. A look takes as long for fewer, because the network computes this many all the same. */
  readonly batch: number;
  /**
   * Closes the frames, whatever happens.
   *
   * @returns What was found in each, in their order; `null` when they were lost with the device that looked. Whether the
   *   network gave values that are no numbers is said beside it.
   */
  look(frames: readonly { readonly camera: string; readonly frame: F }[]): Promise<readonly Found[] | null>;
}

export interface Senses<F> {
  /** µs of the session, as the frames' timestamps. */
  now(): Micros;
  /** Leaves the frame open. @returns `null` when motion cannot be told from it. */
  luma(camera: string, frame: F): Promise<LumaSamples | null>;
  /** The network at every size it comes at, largest first; asked anew for every look. */
  lenses(): readonly Lens<F>[];
  /** Lets what has arrived meanwhile come in. */
  breathe(): Promise<void>;
}

/** What is known of one frame. */
export interface Sight<F> {
  readonly camera: string;
  /** The receiver's to close. */
  readonly frame: F;
  readonly detections: readonly Detection[];
  /** `still`: nothing moved, so it is what was found before; nobody looked. */
  readonly how: 'looked' | 'still';
  /** What the camera's pictures show by now, if anything. */
  readonly condition: Condition;
}

export interface WatchOptions {
  readonly cameras: ReadonlyMap<string, Attention>;
  /** From one frame of a camera to the next, µs. */
  readonly period: number;
}

/** How old a frame may be when something is said about it: half of what the scene waits for its slowest camera, ms. */
const BUDGET = 250;
/** What a look takes is told from these, µs. */
const LATELY = 5_000_000;

export class LiveWatch<F extends LiveFrame> implements Disposable {
  readonly #senses: Senses<F>;
  readonly #mail: Mailboxes<F>;
  readonly #cameras: ReadonlyMap<string, WatchedCamera>;
  readonly #share = new FairShare();
  readonly #ages = new Recent(LATELY);
  readonly #looks = new Recent(LATELY);
  #sizes: InputSizes | null = null;
  #batch = 0;
  /** Timestamp of the newest frame of each camera that was judged. */
  readonly #judged = new Map<string, number>();
  #sights: Sight<F>[] = [];
  #failure: { readonly error: unknown } | null = null;
  #over = false;
  #wake: (() => void)[] = [];

  /** Begins at once. */
  constructor({ cameras, period }: WatchOptions, senses: Senses<F>) {
    this.#senses = senses;
    this.#mail = new Mailboxes([...cameras.keys()], period);
    this.#cameras = new Map([...cameras].map(([camera, attention]) => [camera, new WatchedCamera(attention)]));
    void this.#watch();
  }

  /** @param frame - Taken over. */
  offer(camera: string, frame: F): void {
    if (this.#over) frame.close();
    else this.#mail.put(camera, frame);
    this.#notify();
  }

  attend(camera: string, attention: Partial<Attention>): void {
    const watched = this.#cameras.get(camera);
    if (watched !== undefined) watched.attention = { ...watched.attention, ...attention };
  }

  /**
   * Resolves as soon as there is something, with all there is, in order of time for each camera. The next look goes on
   * meanwhile, the one after waits until this is called again.
   *
   * @returns Nothing once it was stopped.
   * @throws What the network throws.
   */
  async next(): Promise<readonly Sight<F>[]> {
    while (this.#sights.length === 0 && !this.#over) await this.#change();
    if (this.#failure !== null) throw this.#failure.error;
    const sights = this.#sights;
    this.#sights = [];
    this.#notify();
    return sights;
  }

  figures(): WatchFigures {
    const now = this.#senses.now();
    const lenses = this.#senses.lenses();
    return {
      cameras: [...this.#cameras].map(([id, camera]) => camera.figures(id, now, this.#mail.leftOut(id))),
      age: this.#ages.spread(now),
      look: this.#looks.spread(now),
      batch: this.#batch,
      input: this.#lens(lenses).input,
      sizes: lenses.length,
    };
  }

  [Symbol.dispose](): void {
    this.#over = true;
    this.#mail[Symbol.dispose]();
    for (const { frame } of this.#sights) frame.close();
    this.#sights = [];
    this.#notify();
  }

  async #watch(): Promise<void> {
    try {
      while (!this.#over) {
        await this.#senses.breathe();
        this.#mail.sweep(this.#senses.now());
        for (const camera of this.#mail.waiting) await this.#passOn(camera);
        const chosen = this.#choose();
        if (chosen.length > 0) await this.#look(chosen);
        else if (!this.#over && this.#mail.waiting.every((camera) => this.#isSettled(camera))) await this.#change();
        while (this.#sights.length > this.#cameras.size && !this.#over) await this.#change();
      }
    } catch (error) {
      this.#failure = { error };
      this[Symbol.dispose]();
    }
  }

  /** A frame in which nothing moves is done with, where it is known what is in it; others are judged when looked at. */
  async #passOn(camera: string): Promise<void> {
    const watched = this.#cameras.get(camera)!;
    const newest = this.#mail.peek(camera);
    if (newest === null || watched.known === null) return;
    // A newer one may take its place meanwhile, and close it.
    const copy = newest.clone();
    try {
      await this.#judge(camera, copy);
    } finally {
      copy.close();
    }
    const { known } = watched;
    if (this.#mail.peek(camera) !== newest || known === null || this.#isDue(camera)) return;
    watched.passed();
    this.#say({
      camera,
      frame: this.#mail.take(camera)!,
      detections: known,
      how: 'still',
      condition: watched.condition,
    });
  }

  async #judge(camera: string, frame: F): Promise<void> {
    if (this.#judged.get(camera) === frame.timestamp) return;
    const time = micros(frame.timestamp);
    this.#judged.set(camera, time);
    this.#cameras.get(camera)!.judge(await this.#senses.luma(camera, frame), time);
  }

  #choose(): readonly string[] {
    const now = this.#senses.now();
    const look = 1000 * (this.#looks.spread(now)?.p50 ?? 0);
    const lens = this.#lens(this.#senses.lenses());
    const chosen: string[] = [];
    const claimants = () =>
      [...this.#cameras].flatMap(([camera, watched]) => {
        if (watched.known !== null && !this.#isDue(camera)) return [];
        const frame = chosen.includes(camera) ? null : this.#mail.peek(camera);
        return [{ camera, weight: watched.weight, time: frame === null ? null : micros(frame.timestamp) }];
      });
    while (chosen.length < lens.batch) {
      // Places beside the first cost nothing, so whoever waits goes along.
      const next = chosen.length === 0 ? this.#mail.expected(now) : Infinity;
      const camera = this.#share.pick(claimants(), now, look, next);
      if (camera === null) break;
      chosen.push(camera);
    }
    return chosen;
  }

  async #look(chosen: readonly string[]): Promise<void> {
    const frames = chosen.map((camera) => ({ camera, frame: this.#mail.take(camera)! }));
    try {
      for (const { camera, frame } of frames) await this.#judge(camera, frame);
    } catch (error) {
      for (const { frame } of frames) frame.close();
      throw error;
    }
    // The network closes what it has looked at; the page draws what was found on the very frame.
    const shown = frames.map(({ frame }) => frame.clone());
    try {
      const began = this.#senses.now();
      const found = await this.#lens(this.#senses.lenses()).look(frames);
      if (found === null) {
        for (const camera of chosen) this.#mail.lost(camera);
        for (const frame of shown) frame.close();
        return;
      }
      const end = this.#senses.now();
      this.#looks.add(end, (end - began) / 1000);
      this.#batch = chosen.length;
      for (const [i, camera] of chosen.entries()) {
        const age = (end - shown[i]!.timestamp) / 1000;
        const watched = this.#cameras.get(camera)!;
        watched.found(found[i]!, end, age);
        this.#ages.add(end, age);
        this.#sizes!.told(end, age);
        const { detections } = found[i]!;
        this.#say({ camera, frame: shown[i]!, detections, how: 'looked', condition: watched.condition });
      }
    } catch (error) {
      for (const frame of shown) frame.close();
      throw error;
    }
  }

  /** The size that is used now. */
  #lens(lenses: readonly Lens<F>[]): Lens<F> {
    this.#sizes ??= new InputSizes(
      lenses.map(({ input }) => input.width * input.height),
      BUDGET,
    );
    return lenses[Math.min(this.#sizes.index, lenses.length - 1)]!;
  }

  #isDue(camera: string): boolean {
    return this.#share.isDue(camera, this.#senses.now());
  }

  /** Of a frame that came while others were judged nothing was decided yet. */
  #isSettled(camera: string): boolean {
    return this.#cameras.get(camera)!.known === null || this.#judged.get(camera) === this.#mail.peek(camera)?.timestamp;
  }

  #say(sight: Sight<F>): void {
    if (this.#over) sight.frame.close();
    else this.#sights.push(sight);
    this.#notify();
  }

  #notify(): void {
    for (const wake of this.#wake.splice(0)) wake();
  }

  /** Something came, was taken, or it is over. */
  #change(): Promise<void> {
    return new Promise((resolve) => this.#wake.push(resolve));
  }
}
