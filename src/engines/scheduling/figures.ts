/** How a live watch is doing, for a person to read. Types only: the page compiles this file too. */

/** The middle and the slow end of what was measured. */
export interface Spread {
  readonly p50: number;
  readonly p95: number;
}

export interface CameraFigures {
  readonly camera: string;
  /** Since the beginning, frames: looked at by the network, … */
  readonly looked: number;
  /** … passed on as they were because nothing moved in them, … */
  readonly still: number;
  /** … replaced by a newer one before their turn, … */
  readonly replaced: number;
  /** … too old when their turn came, … */
  readonly stale: number;
  /** … and lost with the device that looked at them. */
  readonly lost: number;
  /** Of those that were looked at, frames for which the network gave values that are no numbers. */
  readonly notNumbers: number;
  /** How often the network looked lately, 1/s. */
  readonly looksPerSecond: number;
  /** Whether something moves; `null` where that cannot be told from its frames, which then all go to the network. */
  readonly moving: boolean | null;
  /** Its share of the network against the others', and what that is made of. */
  readonly weight: number;
  readonly priority: number;
  readonly tracks: boolean;
  /** From a frame's arrival to what was found in it, lately, ms; `null` when there was none. */
  readonly age: Spread | null;
}

export interface WatchFigures {
  /** In the order they were named in. */
  readonly cameras: readonly CameraFigures[];
  /** Of all cameras, ms; `null` when none was looked at lately. */
  readonly age: Spread | null;
  /** What a look takes, however many frames it is of, ms. */
  readonly look: Spread | null;
  /** Frames in the newest look. */
  readonly batch: number;
  /** What the network sees now, px. */
  readonly input: { readonly width: number; readonly height: number };
  /** How many such sizes it could be given. */
  readonly sizes: number;
}
