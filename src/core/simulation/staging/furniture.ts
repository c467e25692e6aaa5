import type { PlanPolygon } from '#core/geometry/polygon.ts';
import { type FixtureBlock, type Rack, rackBlocks } from '#core/simulation/body/fixture-blocks.ts';
import type { Block } from '#core/simulation/body/sight-line.ts';
import type { RoomWall } from '#core/simulation/staging/room-walls.ts';
import type { FloorSheet } from '#core/simulation/store/simulated-store.ts';

/** What stands in a store. */
export interface Furniture {
  readonly outline: PlanPolygon;
  readonly walls: readonly RoomWall[];
  readonly racks: readonly Rack[];
  /** Counters and the like: what stands there without shelves. */
  readonly counters: readonly FixtureBlock[];
  /** Walls inside the room. */
  readonly partitions: readonly Block[];
  /** Printed ones on the floor. */
  readonly sheets: readonly FloorSheet[];
}

/** What hides whoever is behind it. Cameras hang inside the room. */
export const hidingBlocks = ({ racks, counters, partitions }: Furniture): readonly Block[] => [
  ...racks.flatMap(rackBlocks),
  ...counters,
  ...partitions,
];
