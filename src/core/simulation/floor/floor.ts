/**
 * Where one can walk: how far it is from every place to the nearest wall or fixture. What lies outside the room is blocked
 * but for a porch before each door, where people come from.
 */
import { groundPoint } from '#core/geometry/frames.ts';
import { type PlanPolygon, contains } from '#core/geometry/polygon.ts';
import type { PlanPoint, PlanSegment, SimulatedStore } from '#core/simulation/store/simulated-store.ts';

/** m */
export const CELL = 0.1;
/** Room a body needs to the nearest thing, from its middle, m. */
export const BODY = 0.2;
const PORCH = { aside: 0.7, out: 1.7 } as const;

export interface Porch {
  /** Before the door, where people appear and vanish. */
  readonly outside: PlanPoint;
  /** In the doorway. */
  readonly door: PlanPoint;
}

export interface Floor {
  readonly columns: number;
  readonly rows: number;
  readonly x0: number;
  readonly y0: number;
  /** By cell, at its middle, m; below 0 inside of things. */
  readonly clearance: Float64Array;
  readonly porches: readonly Porch[];
}

/** By store: many seeds are played in one. */
const known = new WeakMap<SimulatedStore, Floor>();

export function floorOf(store: SimulatedStore): Floor {
  const floor = known.get(store) ?? measureFloor(store);
  known.set(store, floor);
  return floor;
}

function measureFloor({ outline, walls, doors, fixtures }: SimulatedStore): Floor {
  const reach = PORCH.out + CELL;
  const [xs, ys] = [outline.map(([x]) => x), outline.map(([, y]) => y)];
  const [x0, y0] = [Math.min(...xs) - reach, Math.min(...ys) - reach];
  const columns = Math.ceil((Math.max(...xs) + reach - x0) / CELL);
  const rows = Math.ceil((Math.max(...ys) + reach - y0) / CELL);
  const porchAreas = doors.map((door) => porchArea(door, outline));
  const clearance = Float64Array.from({ length: columns * rows }, (_, i) => {
    const at: PlanPoint = [x0 + ((i % columns) + 0.5) * CELL, y0 + (Math.floor(i / columns) + 0.5) * CELL];
    const open = [outline, ...porchAreas].some((area) => contains(area, groundPoint(...at)));
    const toWalls = walls.reduce((least, wall) => Math.min(least, toSegment(at, wall)), 10);
    const toThings = fixtures.reduce((least, { footprint }) => Math.min(least, toPolygon(at, footprint)), 10);
    return open ? Math.min(toWalls, toThings) : -1;
  });
  const porches = doors.map((door): Porch => {
    const [nx, ny] = outwards(door, outline);
    const middle = between(door, 0.5);
    return { outside: [middle[0] + 1.15 * nx, middle[1] + 1.15 * ny], door: middle };
  });
  return { columns, rows, x0, y0, clearance, porches };
}

/** From a place to the nearest wall or fixture, between cells in proportion, m. */
export function clearanceAt({ columns, rows, x0, y0, clearance }: Floor, x: number, y: number): number {
  const u = (x - x0) / CELL - 0.5;
  const v = (y - y0) / CELL - 0.5;
  const [i, j] = [Math.floor(u), Math.floor(v)];
  if (i < 0 || j < 0 || i + 1 >= columns || j + 1 >= rows) return -1;
  const [a, b] = [u - i, v - j];
  const at = j * columns + i;
  const low = clearance[at]! * (1 - a) + clearance[at + 1]! * a;
  const high = clearance[at + columns]! * (1 - a) + clearance[at + columns + 1]! * a;
  return low * (1 - b) + high * b;
}

function porchArea(door: PlanSegment, outline: PlanPolygon): PlanPolygon {
  const [nx, ny] = outwards(door, outline);
  const [ax, ay] = [-ny, nx];
  const [mx, my] = between(door, 0.5);
  const half = Math.hypot(door[1][0] - door[0][0], door[1][1] - door[0][1]) / 2 + PORCH.aside;
  const corner = (aside: number, out: number): PlanPoint => [mx + aside * ax + out * nx, my + aside * ay + out * ny];
  return [corner(-half, -0.01), corner(half, -0.01), corner(half, PORCH.out), corner(-half, PORCH.out)];
}

/** Out of the room through a door: a unit vector. */
function outwards([[x0, y0], [x1, y1]]: PlanSegment, outline: PlanPolygon): PlanPoint {
  const length = Math.hypot(x1 - x0, y1 - y0);
  const [nx, ny] = [(y1 - y0) / length, (x0 - x1) / length];
  const inside = contains(outline, groundPoint((x0 + x1) / 2 + 0.05 * nx, (y0 + y1) / 2 + 0.05 * ny));
  return inside ? [-nx, -ny] : [nx, ny];
}

const between = ([[x0, y0], [x1, y1]]: PlanSegment, t: number): PlanPoint => [x0 + t * (x1 - x0), y0 + t * (y1 - y0)];

function toSegment([x, y]: PlanPoint, [[x0, y0], [x1, y1]]: PlanSegment): number {
  const [dx, dy] = [x1 - x0, y1 - y0];
  const length = dx * dx + dy * dy;
  const t = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - x0) * dx + (y - y0) * dy) / length));
  return Math.hypot(x - x0 - t * dx, y - y0 - t * dy);
}

/** Below 0 inside. */
function toPolygon(at: PlanPoint, polygon: PlanPolygon): number {
  const edge = polygon.reduce(
    (least, corner, i) => Math.min(least, toSegment(at, [polygon.at(i - 1)!, corner])),
    Infinity,
  );
  return contains(polygon, groundPoint(...at)) ? -edge : edge;
}
