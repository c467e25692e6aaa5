import { checkDigit } from '#core/catalogue/check-digit.ts';
import { malformed } from '#core/simulation/text/fault.ts';
import type { Words } from '#core/simulation/text/words.ts';
import type { Product } from '#core/simulation/store/simulated-store.ts';

const SHAPES = ['box', 'can', 'bottle', 'bag'] as const;

/**
 * `product "Oat drink 1 l" drinks box 7x7x20 1045 1.99 vat 6`: name, category, shape, size across × into × up in cm,
 * weight in g, price, VAT in %.
 *
 * @param before - Those already read: a code is made from how many there are.
 */
export function readProduct(line: Words, before: readonly Product[]): Product {
  const name = line.word('its name in quotation marks');
  if (before.some(({ sku }) => sku.name === name))
    throw malformed(line.place, `there is a “${name}” already; give this one another name`);
  const category = line.word('its category');
  const shape = line.oneOf('shape', SHAPES);
  const size = readSize(line);
  const unitWeight = line.number('weight in grams', { min: 1, max: 20000 });
  const price = Math.round(100 * line.number('price', { min: 0, max: 10000 }));
  line.expect('vat');
  const vatRate = line.number('VAT in percent', { min: 0, max: 100 }) / 100;
  return { sku: { gtin: inStoreGtin(before.length + 1), name, unitWeight, price, vatRate }, category, shape, size };
}

function readSize(line: Words): Product['size'] {
  const text = line.word('its size in cm, as 7x7x20');
  const sides = text.split('x').map(Number);
  if (sides.length === 3 && sides.every((side) => side >= 1 && side <= 100))
    return sides.map((side) => side / 100) as unknown as Product['size'];
  throw malformed(line.place, `“${text}” is no size; write width, depth and height in cm, as 7x7x20`);
}

/** Prefixes 20 to 29 are for use inside a shop. Source: GS1 General Specifications, §1.4.2. */
function inStoreGtin(number: number): string {
  const body = `20${String(number * 137).padStart(10, '0')}`;
  return `${body}${checkDigit(body)}`;
}
