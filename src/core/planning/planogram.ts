/** Ways into the planogram and the catalogue of a project. Maps, because a code may be any string, even `__proto__`. */
import type { Facing, Project, Sku } from '#core/planning/project.ts';

/** Plate id → the facings on it; a plate without a facing is not in the map. */
export function facingsByPlate(project: Project): ReadonlyMap<string, readonly Facing[]> {
  const facings = new Map<string, Facing[]>();
  for (const facing of project.planogram.facings) {
    for (const plate of facing.plates) {
      const there = facings.get(plate);
      if (there) there.push(facing);
      else facings.set(plate, [facing]);
    }
  }
  return facings;
}

export function skuByGtin(project: Project): ReadonlyMap<string, Sku> {
  return new Map(project.skus.map((sku) => [sku.gtin, sku]));
}
