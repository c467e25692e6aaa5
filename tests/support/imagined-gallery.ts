/**
 * What an embedder would say of people who were never drawn: distances with the means and spreads that `models/shop-embedder` was measured
 * to have on rendered people of held-out stores, seen by two cameras, half of them or more in view: 0.278 ± 0.127 of one person, 0.666 ± 0.160 of two.
 */
import { type Likeness, type Resemblance, unlikeOf } from '#core/detection/likeness.ts';
import { type Chance, chanceOf } from '#core/simulation/chance.ts';

export const SHOP_EMBEDDER: Resemblance = { same: 0.278, different: 0.666, sigma: 0.144 };
/** How far the looks of two people are apart differs from pair to pair. */
const PAIR_SIGMA = 0.097;
/** A bad portrait is far from all others; and no two comparisons come out the same. Both with the above make 0.127 and 0.160. */
const [PORTRAIT_SIGMA, SIGMA] = [0.077, 0.066];
/** Two in the same clothes. */
const ALIKE = 0.34;

interface Portrait {
  readonly person: number;
  readonly off: number;
}

/** Twin of `Gallery`. */
export class ImaginedGallery {
  readonly #chance: Chance;
  readonly #portraits = new Map<number, Portrait>();
  readonly #pairs = new Map<string, number>();
  readonly #uniformed: number;
  #count = 0;

  /** @param uniformed - Of the people, from the first: so many wear the same clothes. */
  constructor(seed: number, uniformed: number) {
    this.#chance = chanceOf(seed).fork('looks');
    this.#uniformed = uniformed;
  }

  /** @param person - Whom it shows. Who is shown once only has a number below 0. */
  admit(person: number): Likeness {
    const portrait = { person, off: PORTRAIT_SIGMA * this.#chance.normal() };
    const unlike = new Map(
      [...this.#portraits].map(([id, other]) => {
        const distance = this.#apart(person, other.person) + portrait.off + other.off + SIGMA * this.#chance.normal();
        return [id, unlikeOf(distance, SHOP_EMBEDDER)] as const;
      }),
    );
    this.#portraits.set(++this.#count, portrait);
    return { id: this.#count, unlike };
  }

  keep(wanted: ReadonlySet<number>): void {
    for (const id of this.#portraits.keys()) if (!wanted.has(id)) this.#portraits.delete(id);
  }

  #apart(a: number, b: number): number {
    if (a === b) return SHOP_EMBEDDER.same;
    if (a < 0 || b < 0) return SHOP_EMBEDDER.different;
    if (a < this.#uniformed && b < this.#uniformed) return ALIKE;
    const pair = `${Math.min(a, b)} ${Math.max(a, b)}`;
    const apart = this.#pairs.get(pair) ?? SHOP_EMBEDDER.different + PAIR_SIGMA * this.#chance.normal();
    this.#pairs.set(pair, apart);
    return apart;
  }
}
