/**
 * The way from one place to another, around walls, fixtures and those who stand there.
 *
 * Source: P. E. Hart, N. J. Nilsson & B. Raphael, *A Formal Basis for the Heuristic Determination of Minimum Cost Paths*,
 * IEEE Trans. SSC 4 (1968) 100–107 (A*), on a grid; then corners are cut where the line of sight is free.
 */
import type { PlanPoint } from '#core/simulation/store/simulated-store.ts';
import { BODY, CELL, type Floor, clearanceAt } from '#core/simulation/floor/floor.ts';

/** Nearer than this to a thing walking is unpleasant, m. */
const PLEASANT = 0.36;
/** Of somebody who stands in the way, from their middle, m. */
const PERSON = 0.5;
const PERSON_COST = 4;

/**
 * @param standing - Where others stand and will go on standing.
 * @returns Points to walk to one after another, the last of them `to`; `null` when there is no way.
 */
export function findWay(
  floor: Floor,
  from: PlanPoint,
  to: PlanPoint,
  standing: readonly PlanPoint[] = [],
): readonly PlanPoint[] | null {
  const { columns, rows } = floor;
  const start = nearestOpen(floor, from);
  const goal = nearestOpen(floor, to);
  if (start === null || goal === null) return null;
  const costs = new Float64Array(columns * rows).fill(Infinity);
  const came = new Int32Array(columns * rows).fill(-1);
  const closed = new Uint8Array(columns * rows);
  const open = new Heap();
  const [gx, gy] = [goal % columns, Math.floor(goal / columns)];
  const guess = (cell: number) => Math.hypot((cell % columns) - gx, Math.floor(cell / columns) - gy);
  costs[start] = 0;
  open.push(start, guess(start));
  for (let cell = open.pop(); cell !== -1; cell = open.pop()) {
    if (cell === goal) return straighten(floor, [from, ...trace(floor, came, goal), to], standing).slice(1);
    if (closed[cell] === 1) continue;
    closed[cell] = 1;
    const x = cell % columns;
    for (const [dx, dy] of NEIGHBOURS) {
      const next: number = cell + dx + dy * columns;
      if (x + dx < 0 || x + dx >= columns || next < 0 || next >= columns * rows) continue;
      const clear = floor.clearance[next]!;
      if (clear < BODY && next !== goal && next !== start) continue;
      const step = Math.hypot(dx, dy) * (1 + 3 * Math.max(0, PLEASANT - clear) + crowd(floor, next, standing));
      const cost = costs[cell]! + step;
      if (cost >= costs[next]!) continue;
      costs[next] = cost;
      came[next] = cell;
      open.push(next, cost + guess(next));
    }
  }
  return null;
}

const NEIGHBOURS = [
  [1, 0],
  [-1, 0],
  [0, 1],
  [0, -1],
  [1, 1],
  [1, -1],
  [-1, 1],
  [-1, -1],
] as const;

function crowd(floor: Floor, cell: number, standing: readonly PlanPoint[]): number {
  const [x, y] = middleOf(floor, cell);
  return standing.some(([px, py]) => Math.hypot(px - x, py - y) < PERSON) ? PERSON_COST : 0;
}

function middleOf({ columns, x0, y0 }: Floor, cell: number): PlanPoint {
  return [x0 + ((cell % columns) + 0.5) * CELL, y0 + (Math.floor(cell / columns) + 0.5) * CELL];
}

/** The cell of a place, or the nearest one with room for a body within half a metre. */
function nearestOpen(floor: Floor, [x, y]: PlanPoint): number | null {
  const { columns, rows, x0, y0, clearance } = floor;
  const [cx, cy] = [Math.floor((x - x0) / CELL), Math.floor((y - y0) / CELL)];
  let best: number | null = null;
  let least = Infinity;
  for (let dy = -5; dy <= 5; dy++) {
    for (let dx = -5; dx <= 5; dx++) {
      const [i, j] = [cx + dx, cy + dy];
      if (i < 0 || j < 0 || i >= columns || j >= rows || clearance[j * columns + i]! < BODY) continue;
      const [mx, my] = middleOf(floor, j * columns + i);
      const away = Math.hypot(mx - x, my - y);
      if (away < least) [best, least] = [j * columns + i, away];
    }
  }
  return best;
}

function trace(floor: Floor, came: Int32Array, goal: number): PlanPoint[] {
  const way: PlanPoint[] = [];
  for (let cell = goal; cell !== -1; cell = came[cell]!) way.unshift(middleOf(floor, cell));
  return way;
}

function straighten(floor: Floor, way: readonly PlanPoint[], standing: readonly PlanPoint[]): readonly PlanPoint[] {
  const kept: PlanPoint[] = [way[0]!];
  let at = 0;
  while (at < way.length - 1) {
    let next = way.length - 1;
    while (next > at + 1 && !free(floor, way[at]!, way[next]!, standing)) next--;
    kept.push(way[next]!);
    at = next;
  }
  return kept;
}

/** Whether one can walk from one place straight to the other, with a little air. */
function free(floor: Floor, [x0, y0]: PlanPoint, [x1, y1]: PlanPoint, standing: readonly PlanPoint[]): boolean {
  const length = Math.hypot(x1 - x0, y1 - y0);
  const steps = Math.ceil(length / 0.05);
  for (let i = 1; i < steps; i++) {
    const [x, y] = [x0 + ((x1 - x0) * i) / steps, y0 + ((y1 - y0) * i) / steps];
    if (clearanceAt(floor, x, y) < BODY + 0.06) return false;
    if (standing.some(([px, py]) => Math.hypot(px - x, py - y) < PERSON)) return false;
  }
  return true;
}

/** Cells in order of their cost. */
class Heap {
  readonly #cells: number[] = [];
  readonly #costs: number[] = [];

  push(cell: number, cost: number): void {
    let at = this.#cells.length;
    while (at > 0) {
      const up = (at - 1) >> 1;
      if (this.#costs[up]! <= cost) break;
      this.#cells[at] = this.#cells[up]!;
      this.#costs[at] = this.#costs[up]!;
      at = up;
    }
    this.#cells[at] = cell;
    this.#costs[at] = cost;
  }

  /** @returns -1 when there are no more. */
  pop(): number {
    const top = this.#cells[0];
    if (top === undefined) return -1;
    const cell = this.#cells.pop()!;
    const cost = this.#costs.pop()!;
    const length = this.#cells.length;
    if (length === 0) return top;
    let at = 0;
    for (;;) {
      let down = 2 * at + 1;
      if (down >= length) break;
      if (down + 1 < length && this.#costs[down + 1]! < this.#costs[down]!) down++;
      if (this.#costs[down]! >= cost) break;
      this.#cells[at] = this.#cells[down]!;
      this.#costs[at] = this.#costs[down]!;
      at = down;
    }
    this.#cells[at] = cell;
    this.#costs[at] = cost;
    return top;
  }
}
