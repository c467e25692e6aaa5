/** The walls along a store's outline, with their doors. */
import type { PlanPolygon } from '#core/geometry/polygon.ts';
import type { Project } from '#core/planning/project.ts';
import type { PlanPoint, PlanSegment } from '#core/simulation/store/simulated-store.ts';

export interface RoomWall {
  /** m */
  readonly from: PlanPoint;
  /** Of its way; the store is on its left. rad */
  readonly angle: number;
  readonly long: number;
  /** Where it is open, m from its beginning, one after the other. */
  readonly doors: readonly Opening[];
}

type Opening = readonly [begin: number, end: number];

/** Nearer than this to a wall a door's zone is at it, m. */
const NEAR = 0.35;
/** What is narrower is no door, m. */
const NARROWEST = 0.4;
/** A door that is written down lies in its wall but for rounding, m. */
const IN_IT = 0.01;

/** With doors where they are. */
export const wallsWithDoors = (outline: PlanPolygon, doors: readonly PlanSegment[]): readonly RoomWall[] =>
  wallsAlong(outline, (place) => doors.flatMap((door) => openingOf(door, IN_IT, place)));

/** With a door where a zone to come in or go out by touches a wall: for plans that have no doors. */
export function wallsByZones({ outline, zones }: Project['plan']): readonly RoomWall[] {
  const ways = zones.filter(({ purpose }) => purpose === 'entry' || purpose === 'exit');
  return wallsAlong(outline, (place) => joined(ways.flatMap(({ polygon }) => openingOf(polygon, NEAR, place))));
}

/** m along a wall and away from it. */
type Place = (point: PlanPoint) => { readonly along: number; readonly away: number; readonly long: number };

function wallsAlong(outline: PlanPolygon, doorsOf: (place: Place) => readonly Opening[]): readonly RoomWall[] {
  const turning = outline.reduce((sum, [x, y], i) => {
    const [u, v] = outline[(i + 1) % outline.length]!;
    return sum + x * v - u * y;
  }, 0);
  const corners = turning > 0 ? outline : outline.toReversed();
  return corners.map((from, i): RoomWall => {
    const [u, v] = corners[(i + 1) % corners.length]!;
    const long = Math.hypot(u - from[0], v - from[1]);
    const way = [(u - from[0]) / long, (v - from[1]) / long] as const;
    const doors = doorsOf(([x, y]) => ({
      along: Math.min(long, Math.max(0, (x - from[0]) * way[0] + (y - from[1]) * way[1])),
      away: Math.abs((x - from[0]) * way[1] - (y - from[1]) * way[0]),
      long,
    }));
    return { from, angle: Math.atan2(way[1], way[0]), long, doors: doors.toSorted(([a], [b]) => a - b) };
  });
}

function openingOf(corners: readonly PlanPoint[], near: number, place: Place): readonly Opening[] {
  const at = corners
    .map(place)
    .filter(({ away }) => away < near)
    .map(({ along }) => along);
  const [begin, end] = [Math.min(...at), Math.max(...at)];
  return at.length > 1 && end - begin > NARROWEST ? [[begin, end]] : [];
}

/** Zones to come in and to go out by are often the same door. */
function joined(openings: readonly Opening[]): readonly Opening[] {
  return openings
    .toSorted(([a], [b]) => a - b)
    .reduce<readonly Opening[]>((before, [begin, end]) => {
      const last = before.at(-1);
      if (last === undefined || last[1] < begin) return [...before, [begin, end]];
      return [...before.slice(0, -1), [last[0], Math.max(last[1], end)]];
    }, []);
}
