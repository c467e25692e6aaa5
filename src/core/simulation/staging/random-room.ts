import type { Fixture, Plate, Project } from '#core/planning/project.ts';
import type { Dice } from '#core/simulation/looks/dice.ts';

/** A small shop with shelves along its walls, and sometimes in its middle; a door in one wall. */
export function randomRoom(dice: Dice): Pick<Project, 'plan' | 'fixtures'> {
  const width = dice.chance(0.7) ? dice.between(2.4, 4.8) : dice.between(4.5, 8.5);
  const depth = dice.chance(0.7) ? dice.between(2.2, 4.2) : dice.between(4, 6.5);
  const outline: Project['plan']['outline'] = [
    [0, 0],
    [width, 0],
    [width, depth],
    [0, depth],
  ];
  const doorSide = dice.below(4);
  const walls = [
    { from: [0, 0], way: [1, 0], long: width },
    { from: [width, 0], way: [0, 1], long: depth },
    { from: [width, depth], way: [-1, 0], long: width },
    { from: [0, depth], way: [0, -1], long: depth },
  ] as const;
  const fixtures: Fixture[] = [];
  walls.forEach((wall, side) => {
    if (side === doorSide || dice.chance(0.3)) return;
    let at = dice.between(0.3, 0.7);
    while (at < wall.long - 1.2) {
      const long = Math.min(dice.between(0.9, 2.6), wall.long - at - 0.5);
      if (long > 0.7) fixtures.push(wallRack(dice, `rack ${fixtures.length}`, wall.from, wall.way, at, long));
      at += long + dice.pick([0.02, 0.02, 0.3, 0.9]);
    }
  });
  if (width > 4.5 && depth > 4 && dice.chance(0.6))
    fixtures.push(island(dice, `island ${fixtures.length}`, width, depth));

  const wall = walls[doorSide]!;
  const opening = dice.between(0.9, 1.8);
  const start = dice.between(0.4, wall.long - opening - 0.4);
  const point = (along: number, inside: number): [number, number] => [
    wall.from[0] + wall.way[0] * along - wall.way[1] * inside,
    wall.from[1] + wall.way[1] * along + wall.way[0] * inside,
  ];
  const entry = [point(start, 0), point(start + opening, 0), point(start + opening, 0.8), point(start, 0.8)];
  return { plan: { outline, zones: [{ id: 'entry', purpose: 'entry', polygon: entry }] }, fixtures };
}

function wallRack(
  dice: Dice,
  name: string,
  [x, y]: readonly [number, number],
  [u, v]: readonly [number, number],
  at: number,
  long: number,
): Fixture {
  const deep = dice.between(0.32, 0.55);
  const point = (along: number, inside: number): [number, number] => [
    x + u * along - v * inside,
    y + v * along + u * inside,
  ];
  const footprint = [point(at, 0.03), point(at + long, 0.03), point(at + long, 0.03 + deep), point(at, 0.03 + deep)];
  const id = dice.chance(0.12) ? `cooler ${name}` : name;
  return { id, name: id, footprint, shelves: boards(dice, id, point(at + long / 2, 0.03 + deep * 0.65), long, deep) };
}

function island(dice: Dice, name: string, width: number, depth: number): Fixture {
  const long = dice.between(1, Math.max(1.2, width - 3.2));
  const deep = dice.between(0.7, 1);
  const [x, y] = [width / 2 + dice.between(-0.3, 0.3), depth / 2 + dice.between(-0.3, 0.3)];
  const footprint: Fixture['footprint'] = [
    [x - long / 2, y - deep / 2],
    [x + long / 2, y - deep / 2],
    [x + long / 2, y + deep / 2],
    [x - long / 2, y + deep / 2],
  ];
  const low = dice.between(0.9, 1.4);
  const shelves = [-1, 1].flatMap((side) =>
    boards(dice, `${name} ${side}`, [x, y + (side * deep) / 3.4], long, deep / 2, low),
  );
  return { id: name, name, footprint, shelves };
}

function boards(
  dice: Dice,
  id: string,
  [x, y]: readonly [number, number],
  width: number,
  depth: number,
  top = dice.between(1.2, 1.75),
) {
  const count = 3 + dice.below(4);
  const lowest = dice.between(0.12, 0.3);
  return Array.from({ length: count }, (_, i) => {
    const at: Plate['at'] = [x, y, lowest + ((top - lowest) * i) / (count - 1)];
    return { id: `${id}-${i}`, name: '', plates: [{ id: `${id}-${i}-0`, at, width, depth }] };
  });
}
