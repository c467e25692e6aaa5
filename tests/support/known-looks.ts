/** What people look like who were never drawn: the real gallery, with vectors that were made up. */
import { normalised } from '#core/detection/appearance.ts';
import type { CameraSighting } from '#core/detection/sighting.ts';
import type { Box } from '#core/geometry/box.ts';
import { chanceOf } from '#core/simulation/chance.ts';
import type { Embedder } from '#engines/embedder.ts';
import { Portraits } from '#engines/portraits/portraits.ts';
import { SHOP_EMBEDDER } from './imagined-gallery.ts';

const DIMENSION = 32;
/** Of a picture, beside 1 of whom it shows. */
const NOISE = 0.5;

export class KnownLooks {
  readonly portraits: Portraits;
  readonly #showsWhom = new Map<Box, number>();
  #made = 0;

  constructor(seed: number) {
    const chance = chanceOf(seed);
    const vectorOf = (person: number) => {
      const own = chance.fork(`person ${person}`);
      const picture = chance.fork(`picture ${this.#made++}`);
      return normalised(Float32Array.from({ length: DIMENSION }, () => own.normal() + NOISE * picture.normal()));
    };
    const embedder: Embedder = {
      dimension: DIMENSION,
      embed: (_, boxes) => Promise.resolve(boxes.map((box) => vectorOf(this.#showsWhom.get(box)!))),
      [Symbol.dispose]: () => undefined,
    };
    this.portraits = new Portraits(1, embedder, SHOP_EMBEDDER);
  }

  /** @param people - Of each detection, whom it shows. @returns The sighting as the perceive worker gives it. */
  async compare(
    sighting: CameraSighting,
    people: readonly number[],
    wanted: ReadonlySet<number>,
  ): Promise<CameraSighting> {
    this.#showsWhom.clear();
    for (const [i, { box }] of sighting.detections.entries()) this.#showsWhom.set(box, people[i]!);
    this.portraits.keep(wanted);
    const { camera, time, detections } = sighting;
    const compared = await this.portraits.compare(picture, camera, time, detections, []);
    return { ...sighting, ...compared };
  }
}

/** Nobody looks at it. */
const picture = { clone: () => picture } as unknown as VideoFrame;
