/** Codes for a catalogue that has none: the same shop's other catalogue knows them by name and weight. */
import type { CodedProduct, Product } from './products.ts';

/** g; the two catalogues round differently. */
const SAME_WEIGHT = 0.1;

/** @returns A function that gives a product its code: of that name and weight, else of that name if there is one. */
export function createCodeLookup(catalogue: readonly CodedProduct[]): (product: Product) => string {
  const byName = new Map<string, CodedProduct[]>();
  for (const product of catalogue) {
    const namesakes = byName.get(product.name);
    if (namesakes) namesakes.push(product);
    else byName.set(product.name, [product]);
  }
  return ({ name, weight }) => {
    const namesakes = byName.get(name) ?? [];
    const match =
      namesakes.find((each) => weight !== null && Math.abs((each.weight ?? Infinity) - weight) < SAME_WEIGHT) ??
      (namesakes.length === 1 ? namesakes[0] : undefined);
    return match?.code ?? standInCode(name);
  };
}

/** The same for the same name, on every import; it can never be taken for a GTIN. */
function standInCode(name: string): string {
  const slug = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/gu, '-')
    .replaceAll(/^-|-$/gu, '');
  return `${STAND_IN}${slug.slice(0, 70)}`;
}

const STAND_IN = 'name:';

export const isStandIn = (code: string): boolean => code.startsWith(STAND_IN);
