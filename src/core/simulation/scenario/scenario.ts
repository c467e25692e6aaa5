/** What is to happen in a simulated store. Written as text: see `docs/formats.md`. */
import type { Person } from '#core/simulation/moment.ts';
import type { Place } from '#core/simulation/text/fault.ts';
import type { PlanPoint, SimulatedStore } from '#core/simulation/store/simulated-store.ts';

/** A product by its index in the store, or by the name of a choice the seed makes. */
export type ProductWord = { readonly product: number } | { readonly choice: string };

/** One thing somebody does. */
export type Step = { readonly place: Place } &
  /** `from`: the product whose facing it stands on, when that is not its own. */
  (
    | {
        readonly does: 'take';
        readonly what: ProductWord;
        readonly count: number;
        readonly at: number | null;
        readonly from: ProductWord | null;
      }
    /** Where it belongs, or on the facing of another product. */
    | { readonly does: 'return'; readonly what: ProductWord; readonly onto: ProductWord | null }
    | { readonly does: 'touch' | 'lean' | 'look'; readonly what: ProductWord; readonly seconds: number | null }
    | { readonly does: 'give' | 'receive'; readonly what: ProductWord; readonly other: string }
    | { readonly does: 'restock'; readonly what: ProductWord; readonly count: number }
    | { readonly does: 'walk'; readonly to: PlanPoint }
    | { readonly does: 'follow'; readonly other: string; readonly seconds: number }
    /** `until`: the time of the scenario, s. */
    | { readonly does: 'wait'; readonly seconds: number }
    | { readonly does: 'until'; readonly at: number }
  );

export interface CastMember {
  readonly name: string;
  readonly kind: 'shopper' | 'child' | 'staff';
  /** When they come in by the door, s. */
  readonly at: number;
  /** m; `null`: as the seed has it. */
  readonly height: number | null;
  readonly bag: Person['bag'] | null;
  readonly steps: readonly Step[];
  readonly place: Place;
}

/** A product that the seed chooses, another one for every choice of a category. */
export interface Choice {
  readonly name: string;
  readonly category: string;
  readonly place: Place;
}

export interface Scenario {
  readonly name: string;
  /** At least, s: when all have gone before, nobody is there for the rest. */
  readonly lasts: number;
  readonly store: SimulatedStore;
  readonly choices: readonly Choice[];
  readonly cast: readonly CastMember[];
}
