import type { Project } from '#core/planning/project.ts';

interface Spot {
  readonly x: number;
  readonly y: number;
}

/** @returns The nearest corner of a wall, a fixture or a zone when it is within `reach` metres; otherwise `at`. */
export function snapToCorner({ plan, fixtures }: Project, at: Spot, reach: number): Spot {
  const polygons = [plan.outline, ...fixtures.map(({ footprint }) => footprint), ...plan.zones.map((z) => z.polygon)];
  let best = at;
  let least = reach;
  for (const [x, y] of polygons.flat()) {
    const away = Math.hypot(x - at.x, y - at.y);
    if (away >= least) continue;
    best = { x, y };
    least = away;
  }
  return best;
}
