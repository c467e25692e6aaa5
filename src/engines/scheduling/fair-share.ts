/**
 * Whose turn it is, when there are more frames than the network can look at.
 *
 * Deficit round robin whose quantum is the weight of a camera: in a round every camera is credited its share, and is
 * served while it has credit for a frame. A round is as long as it takes until somebody with a frame can be served. Two
 * things differ from packets in a queue. A camera has one newest frame and no queue, so being empty for a moment costs it
 * no credit; and the greatest credit goes first, so that a camera in which something begins to move waits for no round.
 *
 * Source: M. Shreedhar, G. Varghese, *Efficient Fair Queueing Using Deficit Round Robin*, SIGCOMM 1995.
 */
import { MICROS_PER_SECOND, type Micros } from '#core/time/micros.ts';

/** A camera that wants to be looked at. */
export interface Claimant {
  readonly camera: string;
  /** See `weightOf`; above 0. */
  readonly weight: number;
  /** Of its frame, µs; `null` while its next one is on its way. */
  readonly time: Micros | null;
}

type Ready = Claimant & { readonly time: Micros };

/** What a camera may save up while it has no frame, or owe when it was due, frames. */
const [MOST_CREDIT, MOST_DEBT] = [2, 1];
/** Every camera is looked at once a second, whatever it weighs; begun a little before, because others may be due too. */
const FLOOR = 0.9 * MICROS_PER_SECOND;
/** Of several the newest frame goes first, but nobody is served this much, frames, before those whose turn it is. */
const AHEAD = 1;
/** A frame is fresh while it is not older than this many looks: what is said about it is then two looks old at most. */
const FRESH = 1;
/** Where none of several is, a fresh one is waited for when it comes within this many looks. */
const WORTH_WAITING = 0.8;

export class FairShare {
  /** Among all, by weight. */
  readonly #shares = new Rounds();
  /** For those that are due: all count the same. */
  readonly #floor = new Rounds();
  readonly #looked = new Map<string, number>();

  /** A second has passed since the camera was looked at. */
  isDue(camera: string, now: Micros): boolean {
    return now - this.#lookedAt(camera) >= FLOOR;
  }

  /**
   * Picks one of those that have a frame, and charges it. Who is due goes first; then the newest frame among those whose
   * turn it is, give or take a frame: what waits in a mailbox is as old as it waited.
   *
   * @param look - How long a look takes, µs.
   * @param next - When the next frame of any camera is expected, µs; `Infinity` when nobody knows.
   * @returns `null` when none has a frame, or when the next is worth waiting for: cameras in step with one another would
   *   else be looked at a little before each sends.
   */
  pick(claimants: readonly Claimant[], now: Micros, look: number, next: number): string | null {
    const ready = claimants.filter((each): each is Ready => each.time !== null);
    if (ready.length === 0) return null;
    const due = ready.filter(({ camera }) => this.isDue(camera, now));
    const equal = claimants.map((each) => ({ ...each, weight: 1 }));
    const ofShares = this.#shares.turn(claimants, ready);
    const newest = this.#newest(due.length > 0 ? this.#floor.turn(equal, due) : ofShares);
    const fresh = now - newest.time <= FRESH * look;
    if (due.length === 0 && !fresh && ready.length > 1 && next - now <= WORTH_WAITING * look) return null;
    const { camera } = newest;
    this.#shares.charge(camera);
    this.#floor.charge(camera);
    this.#looked.set(camera, now);
    return camera;
  }

  /** Of several as new the one that was looked at longest ago. */
  #newest(ready: readonly Ready[]): Ready {
    const before = (a: Ready, b: Ready) => this.#lookedAt(a.camera) < this.#lookedAt(b.camera);
    return ready.reduce((a, b) => (b.time > a.time || (b.time === a.time && before(b, a)) ? b : a));
  }

  #lookedAt(camera: string): number {
    return this.#looked.get(camera) ?? -Infinity;
  }
}

/** What each camera has saved up or owes. */
class Rounds {
  readonly #credit = new Map<string, number>();

  /**
   * Rounds go on until one of `some` can be served.
   *
   * @param some - At least one.
   * @returns Those of them whose credit is less than a frame behind the greatest.
   */
  turn(claimants: readonly Claimant[], some: readonly Ready[]): readonly Ready[] {
    const weights = new Map(claimants.map(({ camera, weight }) => [camera, weight]));
    const rounds = Math.min(...some.map(({ camera }) => (1 - this.#of(camera)) / weights.get(camera)!));
    if (rounds > 0) {
      for (const { camera, weight } of claimants) {
        this.#credit.set(camera, Math.min(MOST_CREDIT, this.#of(camera) + rounds * weight));
      }
    }
    const most = Math.max(...some.map(({ camera }) => this.#of(camera)));
    return some.filter(({ camera }) => this.#of(camera) > most - AHEAD);
  }

  charge(camera: string): void {
    this.#credit.set(camera, Math.max(-MOST_DEBT, this.#of(camera) - 1));
  }

  #of(camera: string): number {
    return this.#credit.get(camera) ?? 0;
  }
}
