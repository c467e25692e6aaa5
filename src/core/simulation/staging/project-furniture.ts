import type { Project } from '#core/planning/project.ts';
import { countersOf, racksOf } from '#core/simulation/body/fixture-blocks.ts';
import type { Furniture } from '#core/simulation/staging/furniture.ts';
import { wallsByZones } from '#core/simulation/staging/room-walls.ts';

/** What stands in a store of which there is a plan only: heights, fronts and doors are what the plan makes likely. */
export const projectFurniture = ({ plan, fixtures }: Pick<Project, 'plan' | 'fixtures'>): Furniture => ({
  outline: plan.outline,
  walls: wallsByZones(plan),
  racks: fixtures.flatMap((fixture) => racksOf(fixture, plan.outline)),
  counters: countersOf(fixtures),
  partitions: [],
  sheets: [],
});
