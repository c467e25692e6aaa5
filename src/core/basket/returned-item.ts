import type { BasketParameters } from '#core/basket/parameters.ts';
import type { Interaction } from '#core/interaction/interaction.ts';
import type { WeighedSku } from '#core/interaction/shelf-model.ts';

/** What a shopper who stood near holds of one SKU. */
export interface Held {
  readonly sku: WeighedSku;
  readonly shopper: string;
  /** That this shopper returned something. */
  readonly probability: number;
  readonly units: number;
}

export interface ReturnedItem {
  readonly shopper: string;
  readonly gtin: string;
  /** Units, positive. */
  readonly quantity: number;
}

/** An item put down where the planogram does not have it: possible, and less likely than at home. */
const ASTRAY = 0.05;
/** Weights this many σ off do not fit. */
const FITS = 3;

/** Which of the items held was put back: by its weight, by the facing it was put on, and by who stood there. */
export function fittingReturn(
  { grams, candidates }: Interaction,
  held: readonly Held[],
  { sigma, spread }: BasketParameters,
): ReturnedItem | null {
  const options = held.flatMap(({ sku, shopper, probability, units }) =>
    Array.from({ length: units }, (_, i) => {
      const quantity = i + 1;
      const error = Math.hypot(sigma, Math.sqrt(quantity) * spread * sku.unitWeight);
      const off = (grams - quantity * sku.unitWeight) / error;
      const home = candidates.find((c) => c.gtin === sku.gtin && c.quantity === quantity)?.probability ?? 0;
      const score = Math.abs(off) > FITS ? 0 : (probability * (ASTRAY + home) * Math.exp(-0.5 * off ** 2)) / error;
      return { shopper, gtin: sku.gtin, quantity, score };
    }),
  );
  const best = options.reduce<(typeof options)[number] | null>((a, b) => (b.score > (a?.score ?? 0) ? b : a), null);
  return best && { shopper: best.shopper, gtin: best.gtin, quantity: best.quantity };
}
