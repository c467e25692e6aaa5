import type { WorldPoint } from '#core/geometry/frames.ts';
import type { PlanPolygon } from '#core/geometry/polygon.ts';
import type { Project } from '#core/planning/project.ts';

/** A SKU that can be told by its weight. */
export interface WeighedSku {
  readonly gtin: string;
  /** g, above 0. */
  readonly unitWeight: number;
}

/** A plate with a scale under it, and all the project knows about it. */
export interface ScalePlate {
  readonly sensor: string;
  readonly plate: string;
  readonly shelf: string;
  readonly fixture: string;
  /** Centre of its surface, m. */
  readonly at: WorldPoint;
  /** Indices of the plates it touches on its shelf, `null` at an end or beside a plate without a scale. */
  readonly left: number | null;
  readonly right: number | null;
  /** What the planogram puts on it; empty for an empty facing and for SKUs of unknown weight. */
  readonly skus: readonly WeighedSku[];
}

/** A shelf with its plates from one end to the other, as indices into {@link ShelfModel.plates}. */
export interface ScaleShelf {
  readonly shelf: string;
  readonly fixture: string;
  readonly plates: readonly number[];
}

/** What the scales stand under, derived once from a project. */
export interface ShelfModel {
  readonly plates: readonly ScalePlate[];
  readonly shelves: readonly ScaleShelf[];
  /** What stands in the store, with scales or without. */
  readonly fixtures: readonly { readonly id: string; readonly footprint: PlanPolygon }[];
  /** Index of a sensor's plate. */
  readonly plateOf: ReadonlyMap<string, number>;
  /** Every SKU of known weight, wherever it stands: any of them can be put back anywhere. */
  readonly skus: readonly WeighedSku[];
}

/** Plates touch when their centres are no further apart than this many widths. */
const TOUCHING = 1.5;

/** Sensors without a plate on a shelf weigh nothing we know of and are left out. */
export function shelfModel(project: Project): ShelfModel {
  const weights = new Map(project.skus.map((sku) => [sku.gtin, sku.unitWeight]));
  const weighed = (gtin: string | null): WeighedSku[] => {
    const unitWeight = gtin === null ? null : (weights.get(gtin) ?? null);
    return gtin === null || unitWeight === null ? [] : [{ gtin, unitWeight }];
  };
  const skusOn = new Map<string, WeighedSku[]>();
  for (const facing of project.planogram.facings) {
    for (const plate of facing.plates) {
      skusOn.set(plate, [...(skusOn.get(plate) ?? []), ...weighed(facing.gtin)]);
    }
  }
  const sensorOf = new Map(project.sensors.map((sensor) => [sensor.plate, sensor.id]));

  const plates: ScalePlate[] = [];
  const shelves: ScaleShelf[] = [];
  for (const fixture of project.fixtures) {
    for (const shelf of fixture.shelves) {
      const row = inOrder(shelf.plates.filter((plate) => sensorOf.has(plate.id)));
      const first = plates.length;
      const touches = row.map((plate, i) => i + 1 < row.length && apart(plate, row[i + 1]!) <= TOUCHING * plate.width);
      row.forEach((plate, i) => {
        plates.push({
          sensor: sensorOf.get(plate.id)!,
          plate: plate.id,
          shelf: shelf.id,
          fixture: fixture.id,
          at: { x: plate.at[0], y: plate.at[1], z: plate.at[2] },
          left: i > 0 && touches[i - 1]! ? first + i - 1 : null,
          right: touches[i]! ? first + i + 1 : null,
          skus: distinct(skusOn.get(plate.id) ?? []),
        });
      });
      if (row.length > 0) shelves.push({ shelf: shelf.id, fixture: fixture.id, plates: row.map((_, i) => first + i) });
    }
  }
  return {
    plates,
    shelves,
    fixtures: project.fixtures.map(({ id, footprint }) => ({ id, footprint })),
    plateOf: new Map(plates.map(({ sensor }, i) => [sensor, i])),
    skus: project.skus.flatMap((sku) => weighed(sku.gtin)),
  };
}

interface Placed {
  readonly at: readonly [number, number, number];
}

/** From one end of the shelf to the other, along whichever axis of the plan the shelf is longer. */
function inOrder<T extends Placed>(plates: readonly T[]): T[] {
  const extent = (axis: 0 | 1) => {
    const along = plates.map((plate) => plate.at[axis]);
    return Math.max(...along) - Math.min(...along);
  };
  const axis = extent(0) >= extent(1) ? 0 : 1;
  return [...plates].sort((a, b) => a.at[axis] - b.at[axis]);
}

function apart(a: Placed, b: Placed): number {
  return Math.hypot(a.at[0] - b.at[0], a.at[1] - b.at[1]);
}

function distinct(skus: readonly WeighedSku[]): WeighedSku[] {
  return skus.filter((sku, i) => skus.findIndex(({ gtin }) => gtin === sku.gtin) === i);
}
