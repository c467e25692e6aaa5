/** Who lies where. */
import * as v from 'valibot';
import type { Facing } from '#core/planning/project.ts';
import { type ForeignFolder, readJsonLines } from './foreign.ts';
import type { PlacedProduct } from './products.ts';
import { plateRef } from './store-files.ts';
import { plateId, shelfId } from './units.ts';

/** Neighbouring plates of one shelf with one product are one facing. */
export function facingsOfPlaced(products: readonly (PlacedProduct & { readonly code: string })[]): Facing[] {
  const placed = products
    .filter(({ plate }) => plate >= 1)
    .sort(
      (a, b) => a.gondola - b.gondola || a.shelf - b.shelf || a.code.localeCompare(b.code, 'en') || a.plate - b.plate,
    );
  const facings: Facing[] = [];
  let before: (typeof placed)[number] | undefined;
  for (const row of placed) {
    const id = plateId(row.gondola, row.shelf, row.plate);
    const goesOn =
      before?.gondola === row.gondola &&
      before.shelf === row.shelf &&
      before.code === row.code &&
      row.plate - before.plate <= 1;
    if (goesOn) facings.at(-1)!.plates.push(id);
    else facings.push({ id: `f-${id}`, gtin: row.code, plates: [id] });
    before = row;
  }
  return facings;
}

const planogramLine = v.object({
  plate_ids: v.array(plateRef),
  /** Without an id the facing is empty. */
  planogram_product_id: v.optional(v.object({ id: v.optional(v.string()) }), {}),
  global_coordinates: v.object({
    transform: v.object({ translation: v.object({ z: v.optional(v.number(), 0) }) }),
  }),
});

export interface BenchmarkPlanogram {
  readonly facings: Facing[];
  /** Height of each shelf over the floor on the day of the recording, m. */
  readonly heights: ReadonlyMap<string, number>;
}

export function readPlanogram(folder: ForeignFolder): BenchmarkPlanogram {
  const lines = readJsonLines(planogramLine, folder.text('benchmark-1/planogram.jsonl'), 'planogram.jsonl');
  const heights = new Map<string, number>();
  const facings = lines.map(({ plate_ids, planogram_product_id, global_coordinates }): Facing => {
    const plates = [...plate_ids].sort((a, b) => a.plate - b.plate);
    for (const { gondola, shelf } of plates) {
      heights.set(shelfId(gondola, shelf), global_coordinates.transform.translation.z);
    }
    const ids = plates.map((ref) => plateId(ref.gondola, ref.shelf, ref.plate));
    return { id: `f-${ids[0] ?? 'nowhere'}`, gtin: planogram_product_id.id ?? null, plates: ids };
  });
  return { facings, heights };
}
