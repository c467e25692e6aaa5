/** SKUs of the project, and what was doubtful about them. */
import { judgeCode } from '#core/catalogue/judge-code.ts';
import type { Sku } from '#core/planning/project.ts';
import { isStandIn } from './join-codes.ts';
import type { CodedProduct } from './products.ts';

/** Lighter than anything a shop sells by the piece: the weight was noted in another unit. */
const LIGHTEST = 10;

/** A product listed several times is one SKU; the first listing with a weight counts. */
export function createSkus(products: readonly CodedProduct[]): Sku[] {
  const skus = new Map<string, Sku>();
  for (const { code, name, weight, price } of products) {
    const known = skus.get(code);
    if (known && (known.unitWeight !== null || weight === null)) continue;
    skus.set(code, { gtin: code, name, unitWeight: weight, price, vatRate: 0 });
  }
  return [...skus.values()];
}

/** One note a kind of doubt, with the codes it is about. */
export function doubts(skus: readonly Sku[]): string[] {
  const standIns = skus.filter(({ gtin }) => isStandIn(gtin));
  const odd = skus.filter(({ gtin }) => !isStandIn(gtin) && !judgeCode(gtin).ok);
  const light = skus.filter(({ unitWeight }) => unitWeight !== null && unitWeight < LIGHTEST);
  const unknown = skus.filter(({ unitWeight }) => unitWeight === null);
  return [
    ...note('Codes kept as they came though they are no GTIN or their check digit is wrong', odd),
    ...note('No code could be found for these products; they have one made from their name', standIns),
    ...note(`Unit weights below ${LIGHTEST} g, probably noted in another unit`, light),
    ...note('Unit weights unknown', unknown),
    'Prices: the data give nearly every product the price 1, a placeholder, read as 1.00 USD. VAT is not given: 0.',
  ];
}

function note(about: string, skus: readonly Sku[]): string[] {
  return skus.length === 0 ? [] : [`${about} (${skus.length}): ${skus.map(({ gtin }) => gtin).join(', ')}.`];
}
