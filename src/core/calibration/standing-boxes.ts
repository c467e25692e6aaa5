/**
 * Boxes that stand where they stood before: counters, posters, a cashier on a chair. A detector that is not sure of them gives them in
 * one frame in two, and whoever walks is never long where they were.
 */
import { type Box, iou } from '#core/geometry/box.ts';

interface Stand {
  /** The mean of what was seen there. */
  box: Box;
  frames: number;
}

/** Two boxes that share so much are the same thing in the same place. */
const SAME = 0.6;
/** Who is there in more of all frames stands. */
const SHARE = 0.3;
/** Of fewer frames nothing can be said. */
const LEAST_FRAMES = 40;

export class StandingBoxes {
  readonly #stands: Stand[] = [];
  #frames = 0;
  /** Those who stand by now, `null` before that was looked for. */
  #standing: readonly Stand[] | null = null;

  /** @param boxes - All of one frame, also those that the detector is not sure of. */
  add(boxes: readonly Box[]): void {
    this.#frames++;
    this.#standing = null;
    const counted = new Set<Stand>();
    for (const box of boxes) {
      const stand = this.#at(box);
      if (stand === undefined) this.#stands.push({ box, frames: 1 });
      else if (!counted.has(stand)) {
        stand.frames++;
        stand.box = between(stand.box, box, 1 / stand.frames);
        counted.add(stand);
      }
    }
  }

  has(box: Box): boolean {
    if (this.#frames < LEAST_FRAMES) return false;
    this.#standing ??= this.#stands.filter(({ frames }) => frames > SHARE * this.#frames);
    return this.#standing.some((stand) => iou(stand.box, box) > SAME);
  }

  #at(box: Box): Stand | undefined {
    return this.#stands.find((stand) => iou(stand.box, box) > SAME);
  }
}

function between(a: Box, b: Box, share: number): Box {
  const mix = (side: keyof Box) => a[side] + share * (b[side] - a[side]);
  return { x0: mix('x0'), y0: mix('y0'), x1: mix('x1'), y1: mix('y1') };
}
