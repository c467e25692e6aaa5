import type { SceneView } from '#core/pipeline/scene-view.ts';
import { type Micros, micros } from '#core/time/micros.ts';
import { ClipPictures, type PictureScreen } from '#app/pilot/clip-pictures.ts';
import type { ClipReel } from '#app/pilot/clip-reel.ts';
import type { Clock } from '#app/pilot/clock.ts';
import type { Playback, TimeRange } from '#app/pilot/playback.ts';
import type { Recall } from '#app/pilot/recall.ts';

/** Where a replay is seen. */
export interface ReplayScreen extends PictureScreen {
  saw(view: SceneView): void;
}

/** Whoever looks away longer, ms, goes on where they were. */
const LONGEST_TICK = 250;
/** How long a picture without its boxes is worse than none, ms: shown in between, they would flicker. */
const PATIENCE = 120;

/** The playhead over a stored session. What is asked for last wins: whatever was on its way to the screen is given up. */
export class Replay implements Playback, AsyncDisposable {
  readonly can = { seek: true, pause: true, speed: true } as const;
  time = $state<Micros>(micros(0));
  end = $state<Micros>(micros(0));
  playing = $state(false);
  waiting = $state(false);
  range = $state.raw<TimeRange | null>(null);
  speed = $state(1);
  readonly #recall: Recall;
  readonly #screen: ReplayScreen;
  readonly #clock: Clock;
  readonly #pictures: ClipPictures;
  #wanted: Micros | null = null;
  #showing = new AbortController();
  #loop: Promise<void> | null = null;
  #steps: Promise<void> = Promise.resolve();
  #closed = false;

  constructor(recall: Recall, screen: ReplayScreen, clock: Clock, at: { readonly time: number; readonly end: number }) {
    this.#recall = recall;
    this.#screen = screen;
    this.#pictures = new ClipPictures(screen);
    this.#clock = clock;
    this.end = micros(at.end);
    this.time = this.#within(at.time);
  }

  play(): void {
    if (this.playing || this.end === 0) return;
    const last = this.range?.to ?? this.end;
    if (this.time >= last) this.time = this.range?.from ?? micros(0);
    this.playing = true;
    this.#go();
  }

  pause(): void {
    this.playing = false;
  }

  step(direction: 1 | -1): void {
    this.pause();
    this.#steps = this.#steps.then(async () => {
      const time = await this.#recall.beside(this.time, direction).catch(() => null);
      if (time !== null) this.seek(time);
    });
  }

  /** @param time - As `Playback.seek`; outside of the stretch that is looped, the loop is over. */
  seek(time: number): void {
    this.time = this.#within(time);
    if (this.range !== null && (this.time < this.range.from || this.time > this.range.to)) this.range = null;
    this.refresh();
  }

  setSpeed(speed: number): void {
    this.speed = speed;
  }

  loop(range: TimeRange | null): void {
    this.range = range === null ? null : { from: this.#within(range.from), to: this.#within(range.to) };
    if (this.range !== null && (this.time < this.range.from || this.time > this.range.to)) this.seek(this.range.from);
  }

  /** Shows again what is at the playhead: more is known of it. */
  refresh(): void {
    this.#wanted = this.time;
    this.#showing.abort();
    this.#go();
  }

  /** @param reels - By camera; instead of those there were, which are the caller's to dispose of. */
  setReels(reels: ReadonlyMap<string, ClipReel>): void {
    this.#pictures.setReels(reels);
    this.refresh();
  }

  /** Resolves when what was asked for is on the screen; while it plays, when it stops. */
  async settled(): Promise<void> {
    await this.#steps;
    await this.#loop;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true;
    this.pause();
    this.#showing.abort();
    await this.#loop;
  }

  #within(time: number): Micros {
    return micros(Math.min(this.end, Math.max(0, Math.round(time))));
  }

  #go(): void {
    if (this.#closed) return;
    this.#loop ??= this.#run().finally(() => {
      this.#loop = null;
      if (this.#wanted !== null) this.#go();
    });
  }

  async #run(): Promise<void> {
    let last = this.#clock.now();
    while (!this.#closed && (this.#wanted !== null || this.playing)) {
      if (this.#wanted === null) {
        await this.#clock.tick();
        const now = this.#clock.now();
        this.#advance(Math.min(LONGEST_TICK, now - last));
        last = now;
      }
      const time = this.#wanted ?? this.time;
      this.#wanted = null;
      this.#showing = new AbortController();
      await this.#show(time, this.#showing.signal);
    }
  }

  /** @param elapsed - ms */
  #advance(elapsed: number): void {
    if (!this.playing || this.#wanted !== null) return;
    const time = this.time + elapsed * 1000 * this.speed;
    if (this.range !== null && time >= this.range.to) this.time = this.range.from;
    else this.time = this.#within(time);
    if (this.range === null && this.time === this.end) this.pause();
  }

  async #patience(view: Promise<unknown>): Promise<'not yet'> {
    const began = this.#clock.now();
    let there = false;
    void view.then(() => (there = true));
    do await this.#clock.tick();
    while (!there && this.#clock.now() - began < PATIENCE);
    return 'not yet';
  }

  async #show(time: Micros, signal: AbortSignal): Promise<void> {
    const view = this.#recall.at(time).catch(() => null); // whoever recalls says why
    // Before the first picture there is nothing that could flicker.
    const early = this.#pictures.blank ? 'not yet' : await Promise.race([view, this.#patience(view)]);
    if (early === 'not yet') {
      this.waiting = true;
      await this.#pictures.show(time, null, signal);
    }
    const known = early === 'not yet' ? await Promise.race([view, aborted(signal)]) : early;
    if (signal.aborted) return;
    this.waiting = false;
    if (known !== null) this.#screen.saw(known);
    await this.#pictures.show(time, known, signal);
  }
}

function aborted(signal: AbortSignal): Promise<null> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(null), { once: true }));
}
