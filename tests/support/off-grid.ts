/** The metre grid that a page draws over a camera's picture, beside where its lines really are. */
import type { Locator } from '@playwright/test';
import { cameraModel } from '#core/planning/camera.ts';
import type { Project, ProjectCamera } from '#core/planning/project.ts';
import { gridPaths } from '#overlay/draw-grid.ts';
import { planExtent } from '#overlay/plan-view.ts';

interface Place {
  readonly x: number;
  readonly y: number;
}

/** How far the grid over a picture is from where its lines really are: half of its points are nearer, px of the camera. */
export async function offGrid(
  picture: Locator,
  truth: Pick<Project, 'plan' | 'fixtures'>,
  camera: ProjectCamera,
): Promise<number> {
  const model = cameraModel(camera);
  const lines = gridPaths(model, planExtent(truth));
  const drawn = await picture
    .locator('polyline:not(.under)')
    .evaluateAll((paths) => paths.map((path) => path.getAttribute('points')!));
  const off = drawn
    .flatMap((points) => points.split(' ').map((point) => point.split(',').map(Number) as [number, number]))
    .filter(([x, y]) => x >= 0 && x <= model.width && y >= 0 && y <= model.height)
    .map(([x, y]) => Math.min(...lines.map((line) => distanceTo(line, x, y))))
    .toSorted((a, b) => a - b);
  return off[off.length >> 1] ?? Infinity;
}

/** From the nearest of its pieces. */
function distanceTo(line: readonly Place[], x: number, y: number): number {
  const pieces = line.slice(1).map((to, i) => [line[i]!, to] as const);
  const distances = pieces.map(([from, to]) => {
    const [dx, dy] = [to.x - from.x, to.y - from.y];
    const along = ((x - from.x) * dx + (y - from.y) * dy) / (dx * dx + dy * dy);
    const share = Math.min(1, Math.max(0, along));
    return Math.hypot(from.x + share * dx - x, from.y + share * dy - y);
  });
  return Math.min(...distances);
}
