import { type CameraModel, cameraCentre } from '#core/geometry/camera-model.ts';
import { cameraModel } from '#core/planning/camera.ts';
import type { FixtureBlock, Rack } from '#core/simulation/body/fixture-blocks.ts';
import { facing } from '#core/simulation/body/orientation.ts';
import type { Block } from '#core/simulation/body/sight-line.ts';
import { dot, vector } from '#core/simulation/body/vector.ts';
import type { Furniture } from '#core/simulation/staging/furniture.ts';
import { wallsWithDoors } from '#core/simulation/staging/room-walls.ts';
import type { PlanSegment, SimulatedStore, StoreFixture } from '#core/simulation/store/simulated-store.ts';

/** m */
const LOWEST_CEILING = 2.6;
const OVER_CAMERAS = 0.12;
const PARTITION = 0.08;

/** Cameras hang under it. m over the floor */
export const ceilingOf = ({ cameras }: SimulatedStore): number =>
  Math.max(LOWEST_CEILING, ...cameras.map((camera) => heightOf(cameraModel(camera)) + OVER_CAMERAS));

const heightOf = (camera: CameraModel): number => cameraCentre(camera).z;

/** What stands in a simulated store, as its text has it. */
export function storeFurniture(store: SimulatedStore): Furniture {
  const stocked = (fixture: StoreFixture) => fixture.shelves.length > 0;
  return {
    outline: store.outline,
    walls: wallsWithDoors(store.outline, store.doors),
    racks: store.fixtures.filter(stocked).map((fixture) => rackOf(fixture, store)),
    counters: store.fixtures.filter((fixture) => !stocked(fixture)).map(counterOf),
    partitions: store.partitions.map((segment) => partitionOf(segment, ceilingOf(store))),
    sheets: store.sheets,
  };
}

function rackOf(fixture: StoreFixture, { plates }: SimulatedStore): Rack {
  const own = fixture.shelves.flatMap((shelf) => shelf.plates.map((index) => plates[index]!));
  return {
    fixture: fixture.id,
    ...lieOf(fixture),
    height: fixture.height,
    cooled: fixture.kind === 'cooler',
    boards: [...new Set(own.map(({ at }) => at[2]))].sort((a, b) => a - b),
    plates: own.map(({ id, at, width, depth }) => ({ id, at: [...at], width, depth })),
  };
}

function counterOf(fixture: StoreFixture): FixtureBlock {
  const { at, turned, width, depth } = lieOf(fixture);
  return { part: 'counter', at: { ...at, z: fixture.height / 2 }, turned, size: [width, depth, fixture.height] };
}

/** Its front is where shoppers stand, however deep it is. */
function lieOf({ footprint, outward }: StoreFixture): Pick<Rack, 'turned' | 'at' | 'width' | 'depth'> {
  const turned = facing(Math.atan2(outward[1], outward[0]));
  const middle = (axis: 0 | 1) => footprint.reduce((sum, corner) => sum + corner[axis], 0) / footprint.length;
  const [x, y] = [middle(0), middle(1)];
  const span = (axis: 'left' | 'forward') => {
    const all = footprint.map(([u, v]) => dot(vector(u - x, v - y, 0), turned[axis]));
    return Math.max(...all) - Math.min(...all);
  };
  return { turned, at: vector(x, y, 0), width: span('left'), depth: span('forward') };
}

function partitionOf([[x0, y0], [x1, y1]]: PlanSegment, height: number): Block {
  return {
    at: vector((x0 + x1) / 2, (y0 + y1) / 2, height / 2),
    turned: facing(Math.atan2(y1 - y0, x1 - x0) + Math.PI / 2),
    size: [Math.hypot(x1 - x0, y1 - y0), PARTITION, height],
  };
}
