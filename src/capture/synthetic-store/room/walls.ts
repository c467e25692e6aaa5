import type { Project } from '#core/planning/project.ts';

export interface Wall {
  /** m */
  readonly from: readonly [number, number];
  /** Of its way; the store is on its left. rad */
  readonly angle: number;
  readonly long: number;
  /** Where it is open, m from its beginning. */
  readonly door: readonly [number, number] | null;
}

/** Nearer than this to a wall a door's zone is at it, m. */
const NEAR = 0.35;

/** The walls along a store's outline, with a door where a zone to come in by touches one. */
export function wallsOf({ outline, zones }: Project['plan']): readonly Wall[] {
  const turning = outline.reduce((sum, [x, y], i) => {
    const [u, v] = outline[(i + 1) % outline.length]!;
    return sum + x * v - u * y;
  }, 0);
  const corners = turning > 0 ? outline : outline.toReversed();
  const doors = zones.filter(({ purpose }) => purpose === 'entry' || purpose === 'exit');
  return corners.map((from, i): Wall => {
    const [u, v] = corners[(i + 1) % corners.length]!;
    const long = Math.hypot(u - from[0], v - from[1]);
    const way = [(u - from[0]) / long, (v - from[1]) / long] as const;
    const spans = doors.flatMap(({ polygon }) => {
      const at = polygon
        .map(
          ([x, y]) =>
            [
              (x - from[0]) * way[0] + (y - from[1]) * way[1],
              Math.abs((x - from[0]) * way[1] - (y - from[1]) * way[0]),
            ] as const,
        )
        .filter(([, away]) => away < NEAR)
        .map(([along]) => Math.min(long, Math.max(0, along)));
      return at.length > 1 && Math.max(...at) - Math.min(...at) > 0.4
        ? [[Math.min(...at), Math.max(...at)] as const]
        : [];
    });
    const door =
      spans.length === 0 ? null : ([Math.min(...spans.map(([a]) => a)), Math.max(...spans.map(([, b]) => b))] as const);
    return { from, angle: Math.atan2(way[1], way[0]), long, door };
  });
}
