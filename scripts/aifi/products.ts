/** What the shop sold: `benchmark-1/products.jsonl` with codes, `weights-cps-test-01/products.csv` without. */
import * as v from 'valibot';
import { readCsv } from './csv.ts';
import { type ForeignFolder, readJsonLines } from './foreign.ts';
import { centsOf, gramsOf } from './units.ts';

export interface Product {
  readonly name: string;
  /** g */
  readonly weight: number | null;
  /** cents */
  readonly price: number | null;
}

export interface CodedProduct extends Product {
  readonly code: string;
}

/** A product on a plate; `gondola`, `shelf` and `plate` are -1 for one that is on no shelf. */
export interface PlacedProduct extends Product {
  readonly gondola: number;
  readonly shelf: number;
  readonly plate: number;
}

const productLine = v.object({
  product_id: v.object({ id: v.string() }),
  metadata: v.object({ name: v.string(), weight: v.optional(v.number()), price: v.optional(v.number()) }),
});

/** The file holds the catalogue twice over; a product is kept once. */
export function readCodedProducts(folder: ForeignFolder): CodedProduct[] {
  const lines = readJsonLines(productLine, folder.text('benchmark-1/products.jsonl'), 'products.jsonl');
  const products = new Map<string, CodedProduct>();
  for (const { product_id, metadata } of lines) {
    if (products.has(product_id.id)) continue;
    products.set(product_id.id, {
      code: product_id.id,
      name: metadata.name.trim(),
      weight: gramsOf(metadata.weight),
      price: centsOf(metadata.price),
    });
  }
  return [...products.values()];
}

export function readPlacedProducts(folder: ForeignFolder): PlacedProduct[] {
  const columns = ['Name', 'Gondola', 'Shelf', 'Plate', 'Weight', 'Price'] as const;
  return readCsv(folder.text('weights-cps-test-01/products.csv'), columns, 'products.csv').map((row) => ({
    name: row.Name.trim(),
    gondola: Number(row.Gondola),
    shelf: Number(row.Shelf),
    plate: Number(row.Plate),
    weight: gramsOf(Number(row.Weight)),
    price: centsOf(Number(row.Price)),
  }));
}
