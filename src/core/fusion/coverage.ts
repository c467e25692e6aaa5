/** Which cameras see a foot on each part of the floor: the lens, the border of the picture and fixtures in between. */
import { type Obstacle, standsBefore } from '#core/fusion/hidden-feet.ts';
import { type CameraModel, projectToImage } from '#core/geometry/camera-model.ts';
import { type FloorGrid, cellMiddle, gridOver } from '#core/geometry/floor-grid.ts';
import { contains } from '#core/geometry/polygon.ts';
import type { Project } from '#core/planning/project.ts';

export interface Coverage {
  readonly grid: FloorGrid;
  /** Ids of the cameras, in the order of their bits in `seen`. */
  readonly cameras: readonly string[];
  /** By cell: a bit for each camera that sees its middle. */
  readonly seen: Uint32Array;
  /** By cell: 1 where somebody can stand: within the outline, and not in a fixture. */
  readonly floor: Uint8Array;
}

/** A finer grid than a foot says no more, m; … */
const FINEST = 0.1;
/** … and more cells than this nobody can tell apart on a plan. */
const MOST_CELLS = 8000;
/** Bits of a cell. */
const MOST_CAMERAS = 32;

/**
 * Yields after each row of cells, so that whoever waits for something else can have a turn.
 *
 * @param cameras - Calibrated ones, by id.
 */
export function* coverFloor(
  { outline }: Project['plan'],
  cameras: ReadonlyMap<string, CameraModel>,
  obstacles: readonly Obstacle[],
): Generator<void, Coverage> {
  const rough = gridOver(outline, 1);
  const grid = gridOver(outline, Math.max(FINEST, Math.sqrt((rough.columns * rough.rows) / MOST_CELLS)));
  const watching = [...cameras].slice(0, MOST_CAMERAS);
  const eyes = watching.map(([, camera]) => ({ camera, hidden: standsBefore(camera, obstacles) }));
  const cells = grid.columns * grid.rows;
  const [seen, floor] = [new Uint32Array(cells), new Uint8Array(cells)];
  for (let cell = 0; cell < cells; cell++) {
    if (cell > 0 && cell % grid.columns === 0) yield;
    const at = cellMiddle(grid, cell);
    if (!contains(outline, at) || obstacles.some(({ footprint }) => contains(footprint, at))) continue;
    floor[cell] = 1;
    eyes.forEach(({ camera, hidden }, bit) => {
      // Plans do not say how high a fixture is: it hides what it more probably hides than not.
      if (inPicture(camera, at) && hidden(at) < 0.5) seen[cell]! |= 1 << bit;
    });
  }
  return { grid, cameras: watching.map(([id]) => id), seen, floor };
}

function inPicture(camera: CameraModel, { x, y }: { readonly x: number; readonly y: number }): boolean {
  const pixel = projectToImage(camera, { x, y, z: 0 });
  return pixel !== null && pixel.x >= 0 && pixel.y >= 0 && pixel.x < camera.width && pixel.y < camera.height;
}

/** How many cameras see a cell, of those that are not silent. @param silent - Ids. */
export function countCameras({ cameras, seen }: Coverage, silent: ReadonlySet<string>): Uint8Array {
  const bits = cameras.map((id, bit) => (silent.has(id) ? 0 : 1 << bit));
  return Uint8Array.from(seen, (mask) => bits.reduce((count, bit) => count + ((mask & bit) === 0 ? 0 : 1), 0));
}

/** Shares of the floor that no camera sees and that only one sees, in `[0, 1]`. @param counts - See {@link countCameras}. */
export function blindShares({ floor }: Coverage, counts: Uint8Array): { readonly none: number; readonly one: number } {
  let [all, none, one] = [0, 0, 0];
  floor.forEach((stands, cell) => {
    if (stands === 0) return;
    all++;
    if (counts[cell] === 0) none++;
    if (counts[cell] === 1) one++;
  });
  return all === 0 ? { none: 0, one: 0 } : { none: none / all, one: one / all };
}
