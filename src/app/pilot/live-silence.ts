/** Which cameras of a live run give no picture just now, why, and what was missed by it. */
import type { CameraFailure } from '#capture/cameras.ts';

/** A stretch of a run in which a camera saw nothing. */
export interface Silence {
  /** `still`: it is there, and no frame comes. */
  readonly why: CameraFailure | 'still';
  /** Since when, ms since 1970. */
  readonly since: number;
}

/** What was missed, and by which cameras; ms since 1970. */
export interface Gap {
  readonly cameras: readonly string[];
  readonly from: number;
  readonly to: number;
  /** Whether the tab was in the background then: browsers let cameras stand still there. */
  readonly hidden: boolean;
}

/** A camera in the dark sends a frame a second; one that sends nothing for longer stands still, ms. */
const STILL = 2500;
/** Gaps that are no farther apart are one to whoever reads of them, ms. */
const SAME = 5000;

/** Told of every frame, and asked now and then; its clock is the caller's. */
export class Silences {
  readonly #heard: Map<string, number>;
  readonly #silent = new Map<string, Silence>();
  #gaps: readonly Gap[] = [];
  #hidden = false;
  /** When the tab was last shown again. */
  #shown = -Infinity;

  /** @param now - When the run began, ms since 1970, as everywhere below. */
  constructor(cameras: readonly string[], now: number) {
    this.#heard = new Map(cameras.map((camera) => [camera, now]));
  }

  get current(): ReadonlyMap<string, Silence> {
    return new Map(this.#silent);
  }

  /** Oldest first. */
  get gaps(): readonly Gap[] {
    return this.#gaps;
  }

  hide(hidden: boolean, now: number): void {
    if (this.#hidden && !hidden) this.#shown = now;
    this.#hidden = hidden;
  }

  lose(camera: string, why: CameraFailure): void {
    this.#silent.set(camera, { why, since: this.#heard.get(camera)! });
  }

  /** @returns Whether the camera was silent, or had been for so long that it is a gap. */
  hear(camera: string, now: number): boolean {
    const from = this.#heard.get(camera)!;
    this.#heard.set(camera, now);
    const silent = this.#silent.delete(camera);
    if (!silent && now - from < STILL) return false;
    this.#miss(camera, from, now);
    return true;
  }

  /** @returns Whether another camera stands still since it was asked last. */
  look(now: number): boolean {
    const still = [...this.#heard].filter(([camera, last]) => !this.#silent.has(camera) && now - last >= STILL);
    for (const [camera, since] of still) this.#silent.set(camera, { why: 'still', since });
    return still.length > 0;
  }

  /** The run is over: what is still silent is a gap up to now. */
  end(now: number): void {
    for (const camera of [...this.#silent.keys()]) this.hear(camera, now);
  }

  #miss(camera: string, from: number, to: number): void {
    const fresh: Gap = { cameras: [camera], from, to, hidden: this.#hidden || this.#shown > from };
    const last = this.#gaps.at(-1);
    if (last === undefined || !isOne(last, fresh)) {
      this.#gaps = [...this.#gaps, fresh];
      return;
    }
    const cameras = [...new Set([...last.cameras, camera])];
    this.#gaps = [...this.#gaps.slice(0, -1), { ...last, cameras, from: Math.min(last.from, from), to }];
  }
}

/** Of a tab in the background, whatever was missed; else of cameras that went and came together, or of one that comes and goes. */
function isOne(a: Gap, b: Gap): boolean {
  if (a.hidden !== b.hidden) return false;
  const together = Math.abs(a.from - b.from) < SAME && Math.abs(a.to - b.to) < SAME;
  const again = a.cameras.join() === b.cameras.join() || b.hidden;
  return together || (again && b.from - a.to < SAME);
}
