import { type Micros, micros } from '#core/time/micros.ts';
import type { Clock } from '#app/pilot/clock.ts';
import type { Playback } from '#app/pilot/playback.ts';

/** The playhead of a run: it goes forward as fast as the network looks, and holds still between two frames. */
export class RunControl implements Playback {
  readonly can = { seek: false, pause: true, speed: false } as const;
  readonly waiting = false;
  readonly range = null;
  readonly speed = 1;
  time = $state<Micros>(micros(0));
  end = $state<Micros>(micros(0));
  playing = $state(true);
  readonly #clock: Pick<Clock, 'now'>;
  /** Frames that go through although it is paused. */
  #steps = 0;
  #go: (() => void) | null = null;
  /** ms; of all the times it went. */
  #worked = 0;
  #since: number;

  constructor(clock: Pick<Clock, 'now'>) {
    this.#clock = clock;
    this.#since = clock.now();
  }

  /** How long it has gone, without the time it stood still, s. */
  get seconds(): number {
    return (this.#worked + (this.playing ? this.#clock.now() - this.#since : 0)) / 1000;
  }

  /** Resolves when the next frame may be looked at. Rejects with the signal's reason once it is aborted. */
  async pass(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (!this.playing && this.#steps === 0) await this.#resumed(signal);
    if (!this.playing) this.#steps--;
  }

  reached(time: Micros, end: Micros): void {
    this.time = time;
    this.end = end;
  }

  play(): void {
    if (this.playing) return;
    this.#since = this.#clock.now();
    this.#steps = 0;
    this.playing = true;
    this.#go?.();
  }

  pause(): void {
    if (!this.playing) return;
    this.#worked += this.#clock.now() - this.#since;
    this.playing = false;
  }

  step(direction: 1 | -1): void {
    this.pause();
    if (direction === -1) return;
    this.#steps++;
    this.#go?.();
  }

  // What was not looked at yet cannot be shown, and what was is shown when the run is over.
  seek(): void {}
  setSpeed(): void {}
  loop(): void {}

  #resumed(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const stopped = () => reject(signal.reason as Error);
      signal.addEventListener('abort', stopped, { once: true });
      this.#go = () => {
        signal.removeEventListener('abort', stopped);
        this.#go = null;
        resolve();
      };
    });
  }
}
