/** Codes for a catalogue that has none: the same shop's other catalogue knows them by name and weight. */
import type { CodedProduct, Product } from './products.ts';

/** g; the two catalogues round differently. */
const SAME_WEIGHT = 0.1;

export interface JoinedCode {
  readonly code: string;
  /** Whether it was made up from the name. */
  readonly standIn: boolean;
}

/** @returns A function that gives a product its code: of that name and weight, else of that name if there is one. */
export function createCodeLookup(catalogue: readonly CodedProduct[]): (product: Product) => JoinedCode {
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
    return match ? { code: match.code, standIn: false } : { code: standInCode(name), standIn: true };
  };
}

/** The same for the same name, on every import; it can never be taken for a GTIN. */
function standInCode(name: string): string {
  const slug = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/gu, '-')
    .replaceAll(/^-|-$/gu, '');
  return `name:${slug.slice(0, 70)}`;
}
