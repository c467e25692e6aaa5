/** A store that is simulated: what its project will say, and what only a simulation needs to know. Lengths in m. */
import type { Ware } from '#core/simulation/moment.ts';
import type { ProjectCamera, Sku } from '#core/planning/project.ts';
import type { PlanPolygon } from '#core/geometry/polygon.ts';

export type PlanPoint = readonly [x: number, y: number];
/** A straight piece of the plan, from its one end to the other. */
export type PlanSegment = readonly [from: PlanPoint, to: PlanPoint];

/** See `calibration/sheet-place.ts`. */
export interface FloorSheet {
  readonly number: number;
  readonly x: number;
  readonly y: number;
  /** rad, from the plan's up. */
  readonly angle: number;
}

export interface Product {
  readonly sku: Sku & { readonly unitWeight: number; readonly price: number };
  /** Of the assortment: `drinks`. */
  readonly category: string;
  readonly shape: Ware['shape'];
  /** Across the shelf's front, into the shelf, up. */
  readonly size: Ware['size'];
}

/** A place for one unit on a plate. */
export interface Slot {
  /** Index into {@link SimulatedStore.plates}. */
  readonly plate: number;
  /** Middle of the unit's underside. */
  readonly at: readonly [x: number, y: number, z: number];
  /** Slots of one column stand one behind another. */
  readonly column: number;
  /** From the front, 0 first. */
  readonly row: number;
}

export interface StorePlate {
  readonly id: string;
  readonly facing: string;
  readonly shelf: string;
  readonly fixture: number;
  /** Index into {@link SimulatedStore.products} of what belongs here. */
  readonly product: number;
  /** Centre of its surface. */
  readonly at: readonly [x: number, y: number, z: number];
  readonly width: number;
  readonly depth: number;
  readonly slots: readonly Slot[];
  /** Units it begins with; `null`: as the seed has it. */
  readonly stock: number | null;
}

export interface StoreFixture {
  readonly id: string;
  readonly name: string;
  readonly kind: 'shelves' | 'cooler' | 'block';
  readonly footprint: PlanPolygon;
  /** Over the floor. */
  readonly height: number;
  /** Out of its front, into the room: a unit vector. */
  readonly outward: PlanPoint;
  readonly shelves: readonly { readonly id: string; readonly name: string; readonly plates: readonly number[] }[];
  /** Of the text that described it. */
  readonly line: number;
}

export interface SimulatedStore {
  readonly name: string;
  readonly currency: string;
  readonly outline: PlanPolygon;
  /** What nobody walks through, but for fixtures. */
  readonly walls: readonly PlanSegment[];
  /** Those of the walls that stand inside the room. */
  readonly partitions: readonly PlanSegment[];
  readonly doors: readonly PlanSegment[];
  readonly zones: readonly {
    readonly id: string;
    readonly purpose: 'entry' | 'exit' | 'sales' | 'kiosk' | 'staff' | 'no-tracking';
    readonly polygon: PlanPolygon;
  }[];
  readonly fixtures: readonly StoreFixture[];
  readonly plates: readonly StorePlate[];
  readonly products: readonly Product[];
  readonly cameras: readonly ProjectCamera[];
  /** Printed ones that lie on the floor, to calibrate the cameras with. */
  readonly sheets: readonly FloorSheet[];
}
