/** The fixtures of a store as blocks: what is drawn of them, and what hides people. */
import type { Fixture, Plate, Project } from '#core/planning/project.ts';
import { type Orientation, facing } from '#core/simulation/body/orientation.ts';
import type { Block } from '#core/simulation/body/sight-line.ts';
import { along, dot, scale, vector } from '#core/simulation/body/vector.ts';

/** m */
export const BOARD = 0.02;
const PANEL = 0.03;
/** Of a fixture without shelves. */
const COUNTER = 1;
/** Plans do not say what is a cooler, but their authors do. */
const COOLED = /cool|fridge|chill/iu;
/** Over the highest board. */
const HEADROOM = 0.38;

/** Some shelves, all open to one side. A fixture that is open to two sides has two. */
export interface Rack {
  readonly fixture: string;
  /** Forward is out of the shelf, towards who takes something. */
  readonly turned: Orientation;
  /** Middle of its footprint on the floor, m. */
  readonly at: { readonly x: number; readonly y: number; readonly z: number };
  readonly width: number;
  readonly depth: number;
  readonly height: number;
  /** Lit from within. */
  readonly cooled: boolean;
  /** Heights of the boards' upper sides, lowest first, m. */
  readonly boards: readonly number[];
  readonly plates: readonly Plate[];
}

export interface FixtureBlock extends Block {
  readonly part: 'plinth' | 'board' | 'back' | 'side' | 'counter';
}

/**
 * How the shelves of a fixture stand. A fixture is as long as the longest edge of its footprint, and open to the side to which its plates
 * lie out of the middle; when they do not, to the side with more room to the walls.
 */
export function racksOf(fixture: Fixture, outline: Project['plan']['outline']): readonly Rack[] {
  const plates = fixture.shelves.flatMap((shelf) => shelf.plates);
  if (plates.length === 0) return [];
  const { ahead, middle, width, depth } = lieOf(fixture.footprint);
  const { x, y } = middle;
  const out = (px: number, py: number, { forward }: Orientation) => dot(vector(px - x, py - y, 0), forward);

  const behind: Orientation = { ...ahead, forward: scale(ahead.forward, -1), left: scale(ahead.left, -1) };
  const offset = (plate: Plate) => out(plate.at[0], plate.at[1], ahead);
  const fronts = plates.filter((plate) => offset(plate) > 0.2 * depth);
  const backs = plates.filter((plate) => offset(plate) < -0.2 * depth);
  if (fronts.length > 0 && backs.length > 0)
    return [
      rackOf(fixture, fronts, ahead, along(middle, ahead.forward, depth / 4), width, depth / 2),
      rackOf(fixture, backs, behind, along(middle, behind.forward, depth / 4), width, depth / 2),
    ];
  const room = (turned: Orientation) =>
    Math.min(
      ...outline.map(([wx, wy], i) =>
        pastWall(wx, wy, outline[(i + 1) % outline.length]!, along(middle, turned.forward, depth)),
      ),
    );
  const lean = plates.reduce((sum, plate) => sum + offset(plate), 0) / plates.length;
  const forwards = Math.abs(lean) > 0.04 ? lean > 0 : room(ahead) >= room(behind);
  return [rackOf(fixture, plates, forwards ? ahead : behind, middle, width, depth)];
}

/** How a footprint lies: along its longest edge. */
function lieOf(corners: Fixture['footprint']) {
  const edges = corners.map(([x, y], i) => {
    const [u, v] = corners[(i + 1) % corners.length]!;
    return { angle: Math.atan2(v - y, u - x), long: Math.hypot(u - x, v - y) };
  });
  const longest = edges.reduce((a, b) => (b.long > a.long + 1e-6 ? b : a));
  const ahead = facing(longest.angle - Math.PI / 2);
  const x = corners.reduce((sum, [cx]) => sum + cx, 0) / corners.length;
  const y = corners.reduce((sum, [, cy]) => sum + cy, 0) / corners.length;
  const span = (axis: 'left' | 'forward') => {
    const all = corners.map(([cx, cy]) => dot(vector(cx - x, cy - y, 0), ahead[axis]));
    return Math.max(...all) - Math.min(...all);
  };
  return { ahead, middle: vector(x, y, 0), width: span('left'), depth: span('forward') };
}

/** A fixture without shelves: a counter. */
function counterOf({ footprint }: Fixture): FixtureBlock {
  const { ahead, middle, width, depth } = lieOf(footprint);
  return { part: 'counter', at: { ...middle, z: COUNTER / 2 }, turned: ahead, size: [width, depth, COUNTER] };
}

/** How far a point is from a wall, m. */
function pastWall(x: number, y: number, [u, v]: readonly [number, number], point: { x: number; y: number }): number {
  const long = Math.hypot(u - x, v - y) ** 2;
  const t = long > 0 ? Math.min(1, Math.max(0, ((point.x - x) * (u - x) + (point.y - y) * (v - y)) / long)) : 0;
  return Math.hypot(point.x - x - t * (u - x), point.y - y - t * (v - y));
}

function rackOf(
  fixture: Fixture,
  plates: readonly Plate[],
  turned: Orientation,
  at: Rack['at'],
  width: number,
  depth: number,
): Rack {
  const boards = [...new Set(plates.map((plate) => Math.round(plate.at[2] * 100) / 100))].sort((a, b) => a - b);
  return {
    fixture: fixture.id,
    turned,
    at,
    width,
    depth,
    boards,
    plates,
    height: boards.at(-1)! + HEADROOM,
    cooled: COOLED.test(fixture.id),
  };
}

export function rackBlocks(rack: Rack): readonly FixtureBlock[] {
  const { at, turned, width, depth, height, boards } = rack;
  const block = (
    part: FixtureBlock['part'],
    [left, forward, up]: readonly [number, number, number],
    size: FixtureBlock['size'],
  ): FixtureBlock => ({
    part,
    turned,
    size,
    at: along(along(along(at, turned.left, left), turned.forward, forward), turned.up, up),
  });
  const lowest = Math.max(0.02, boards[0]! - BOARD);
  return [
    block('plinth', [0, -0.02, lowest / 2], [width, depth - 0.04, lowest]),
    block('back', [0, -depth / 2 + PANEL / 2, height / 2], [width, PANEL, height]),
    ...boards.map((z) => block('board', [0, 0, z - BOARD / 2], [width - 0.01, depth, BOARD])),
    ...[-1, 1].map((side) =>
      block('side', [side * (width / 2 - 0.006), -0.1 * depth, height / 2], [0.012, 0.8 * depth, height]),
    ),
  ];
}

/** Counters and the like. */
export const countersOf = (fixtures: readonly Fixture[]): readonly FixtureBlock[] =>
  fixtures.filter(({ shelves }) => shelves.every(({ plates }) => plates.length === 0)).map(counterOf);
