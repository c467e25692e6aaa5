import { type CameraModel, projectToImage } from '#core/geometry/camera-model.ts';
import type { WorldPoint } from '#core/geometry/frames.ts';
import { boxOfBars } from '#core/simulation/body/image-box.ts';
import type { Bar } from '#core/simulation/body/volumes.ts';

/** Cells that the longer side of a body's box is cut into. */
const CELLS = 56;

/**
 * How many px of a frame a body would cover with nothing before it, those beyond the border included.
 *
 * @returns 0 when nothing of it is before the camera.
 */
export function silhouetteArea(camera: CameraModel, bars: readonly Bar[]): number {
  const box = boxOfBars(camera, bars);
  if (box === null) return 0;
  const cell = Math.max(box.x1 - box.x0, box.y1 - box.y0, 1) / CELLS;
  const across = Math.ceil((box.x1 - box.x0) / cell) + 1;
  const covered = new Uint8Array(across * (Math.ceil((box.y1 - box.y0) / cell) + 1));
  for (const { a, b, ra, rb } of bars) {
    const from = projectToImage(camera, a);
    const to = projectToImage(camera, b);
    if (from === null || to === null) continue;
    const r0 = ra * scaleAt(camera, a);
    const r1 = rb * scaleAt(camera, b);
    const most = Math.max(r0, r1);
    const x0 = Math.max(0, Math.floor((Math.min(from.x, to.x) - most - box.x0) / cell));
    const x1 = Math.min(across - 1, Math.ceil((Math.max(from.x, to.x) + most - box.x0) / cell));
    const y0 = Math.max(0, Math.floor((Math.min(from.y, to.y) - most - box.y0) / cell));
    const y1 = Math.min(covered.length / across - 1, Math.ceil((Math.max(from.y, to.y) + most - box.y0) / cell));
    const dx = to.x - from.x;
    const dy = to.y - from.y;
    const dd = dx * dx + dy * dy;
    for (let j = y0; j <= y1; j++)
      for (let i = x0; i <= x1; i++) {
        const px = box.x0 + (i + 0.5) * cell - from.x;
        const py = box.y0 + (j + 0.5) * cell - from.y;
        const t = dd > 0 ? Math.min(1, Math.max(0, (px * dx + py * dy) / dd)) : 0;
        const radius = r0 + (r1 - r0) * t;
        if ((px - t * dx) ** 2 + (py - t * dy) ** 2 < radius * radius) covered[j * across + i] = 1;
      }
  }
  return covered.reduce((sum, each) => sum + each, 0) * cell * cell;
}

/** px a metre at a point, across the view. */
export function scaleAt({ rotation: r, translation: t, fx, fy }: CameraModel, { x, y, z }: WorldPoint): number {
  return Math.sqrt(fx * fy) / Math.max(0.05, r[6]! * x + r[7]! * y + r[8]! * z + t[2]);
}

/** px of the hull of some points, by Andrew's monotone chain. */
export function hullArea(camera: CameraModel, points: readonly WorldPoint[]): number {
  const seen = points.flatMap((point) => projectToImage(camera, point) ?? []).sort((a, b) => a.x - b.x || a.y - b.y);
  if (seen.length < 3) return 0;
  const half = (ordered: typeof seen) => {
    const chain: typeof seen = [];
    for (const point of ordered) {
      while (chain.length > 1) {
        const [p, q] = [chain.at(-2)!, chain.at(-1)!];
        if ((q.x - p.x) * (point.y - p.y) - (q.y - p.y) * (point.x - p.x) > 0) break;
        chain.pop();
      }
      chain.push(point);
    }
    return chain.slice(0, -1);
  };
  const hull = [...half(seen), ...half(seen.toReversed())];
  const twice = hull.reduce((sum, p, i) => {
    const q = hull[(i + 1) % hull.length]!;
    return sum + p.x * q.y - q.x * p.y;
  }, 0);
  return Math.abs(twice) / 2;
}
