import { type Micros, micros } from '#core/time/micros.ts';
import type { Playback } from '#app/pilot/playback.ts';

/** The playhead of cameras that are live: it is where they are, and cannot be anywhere else. */
export class LivePlayback implements Playback {
  time: Micros = $state(micros(0));
  playing = $state(true);
  readonly waiting = false;
  readonly range = null;
  readonly speed = 1;
  readonly can = { seek: false, pause: false, speed: false } as const;

  get end(): Micros {
    return this.time;
  }

  reached(time: Micros): void {
    this.time = time;
  }

  play(): void {}
  pause(): void {}
  step(): void {}
  seek(): void {}
  setSpeed(): void {}
  loop(): void {}
}
