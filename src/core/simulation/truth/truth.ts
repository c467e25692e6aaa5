/** The truth of a simulation as text: `truth.json`. See `docs/formats.md`. */
import type { Simulation } from '#core/simulation/shopping/simulate.ts';
import type { Deed } from '#core/simulation/shopping/deed.ts';

export const TRUTH_FORMAT = 'openaisle-truth';

/** In the shape that `cli run` prints. */
export interface TrueReceipt {
  readonly visit: string;
  readonly shopper: string;
  readonly lines: readonly { readonly gtin: string; readonly quantity: number; readonly unitPrice: number | null }[];
  /** Cents. */
  readonly total: number;
}

interface TrueInteraction {
  readonly type: Deed['type'];
  readonly shopper: string;
  /** Who was handed it. */
  readonly to: string | null;
  readonly gtin: string;
  /** Where; `null` from hand to hand. */
  readonly plate: string | null;
  readonly facing: string | null;
  /** µs */
  readonly start: number;
  readonly end: number;
}

export interface Truth {
  readonly format: typeof TRUTH_FORMAT;
  readonly version: 1;
  readonly scenario: string;
  readonly seed: number;
  readonly receipts: readonly TrueReceipt[];
  readonly people: readonly {
    readonly id: string;
    readonly role: string;
    readonly height: number;
    readonly entered: number;
    readonly left: number;
  }[];
  readonly interactions: readonly TrueInteraction[];
}

export function truthOf(simulation: Simulation): Truth {
  const { name, seed, cast, entered, left, deeds, store } = simulation;
  return {
    format: TRUTH_FORMAT,
    version: 1,
    scenario: name,
    seed,
    receipts: receiptsOf(simulation),
    people: cast.map(({ id, role, height }, i) => ({
      id,
      role,
      height: Math.round(height * 1000) / 1000,
      entered: toMicros(entered[i]!),
      left: toMicros(left.find(({ person }) => person === i)!.time),
    })),
    interactions: deeds.map(({ type, person, to, product, plate, start, end }) => ({
      type,
      shopper: cast[person]!.id,
      to: to === null ? null : cast[to]!.id,
      gtin: store.products[product]!.sku.gtin,
      plate: plate === null ? null : store.plates[plate]!.id,
      facing: plate === null ? null : store.plates[plate]!.facing,
      start: toMicros(start),
      end: toMicros(end),
    })),
  };
}

/** One a shopper in the order they came in; what somebody has when they leave is theirs to pay. Staff pay nothing. */
function receiptsOf({ cast, entered, left, units, store }: Simulation): readonly TrueReceipt[] {
  const shoppers = cast.map((_, i) => i).filter((i) => cast[i]!.role === 'shopper');
  shoppers.sort((a, b) => entered[a]! - entered[b]!);
  return shoppers.map((person, i) => {
    const has = left.find((leaving) => leaving.person === person)!.units.map((unit) => units[unit]!.product);
    const lines = [...new Set(has)].map((product) => {
      const { gtin, price } = store.products[product]!.sku;
      return { gtin, quantity: has.filter((each) => each === product).length, unitPrice: price };
    });
    const total = lines.reduce((sum, { quantity, unitPrice }) => sum + quantity * unitPrice, 0);
    return { visit: `V${i + 1}`, shopper: cast[person]!.id, lines, total };
  });
}

const toMicros = (seconds: number) => Math.round(seconds * 1e6);
