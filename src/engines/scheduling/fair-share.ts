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
  readonly #credit = new Map<string, number>();
  readonly #looked = new Map<string, number>();

  /** A second has passed since the camera was looked at. */
  isDue(camera: string, now: Micros): boolean {
    return now - this.#lookedAt(camera) >= FLOOR;
  }

  /**
   * Picks one of those that have a frame, and charges it. Who is due goes first, longest waiting before others; then the
   * newest frame among those whose turn it is, give or take a frame: what waits in a mailbox is as old as it waited.
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
    this.#goRounds(claimants, ready);
    const entitled = this.#entitled(ready);
    const newest = entitled.reduce((a, b) => (b.time > a.time || (b.time === a.time && this.#before(b, a)) ? b : a));
    const fresh = now - newest.time <= FRESH * look;
    if (due.length === 0 && !fresh && ready.length > 1 && next - now <= WORTH_WAITING * look) return null;
    const { camera } = due.length > 0 ? due.reduce((a, b) => (this.#before(b, a) ? b : a)) : newest;
    this.#credit.set(camera, Math.max(-MOST_DEBT, this.#creditOf(camera) - 1));
    this.#looked.set(camera, now);
    return camera;
  }

  /** Whose credit is less than a frame behind the greatest. */
  #entitled(ready: readonly Ready[]): readonly Ready[] {
    const most = Math.max(...ready.map(({ camera }) => this.#creditOf(camera)));
    return ready.filter(({ camera }) => this.#creditOf(camera) > most - AHEAD);
  }

  /** Rounds go on until somebody with a frame can be served. */
  #goRounds(claimants: readonly Claimant[], ready: readonly Ready[]): void {
    const rounds = Math.min(...ready.map(({ camera, weight }) => (1 - this.#creditOf(camera)) / weight));
    if (rounds <= 0) return;
    for (const { camera, weight } of claimants) {
      this.#credit.set(camera, Math.min(MOST_CREDIT, this.#creditOf(camera) + rounds * weight));
    }
  }

  /** It was looked at longer ago. */
  #before(a: Claimant, b: Claimant): boolean {
    return this.#lookedAt(a.camera) < this.#lookedAt(b.camera);
  }

  #creditOf(camera: string): number {
    return this.#credit.get(camera) ?? 0;
  }

  #lookedAt(camera: string): number {
    return this.#looked.get(camera) ?? -Infinity;
  }
}
