import { type CameraModel, projectToImage } from '#core/geometry/camera-model.ts';
import { distort } from '#core/geometry/distortion.ts';
import { type Point, imagePoint } from '#core/geometry/frames.ts';
import type { PlanExtent } from '#overlay/plan-view.ts';

type Path = readonly Point<'image'>[];

/** Lines are bent by the lens: they are drawn in pieces of this many metres. */
const PIECE = 0.1;

/** The lines of a one-metre grid on the floor as the camera sees them, px; each cut where it leaves the view. */
export function gridPaths(camera: CameraModel, extent: PlanExtent): readonly Path[] {
  const { left, right, bottom, top } = extent;
  const across = wholeMetres(bottom, top).map((y) => walk(left, right, (x) => ({ x, y })));
  const along = wholeMetres(left, right).map((x) => walk(bottom, top, (y) => ({ x, y })));
  return [...across, ...along].flatMap((line) =>
    pieces(line.map(({ x, y }) => insideView(camera, projectToImage(camera, { x, y, z: 0 })))),
  );
}

/** Where the floor ends in the picture, px: what is above it never comes down. */
export function horizonPaths(camera: CameraModel): readonly Path[] {
  const r = camera.rotation;
  const steps = Array.from({ length: 361 }, (_, degree) => {
    const [x, y] = [Math.cos((degree * Math.PI) / 180), Math.sin((degree * Math.PI) / 180)];
    const depth = r[6]! * x + r[7]! * y;
    if (depth < 0.05) return null;
    const bent = distort(camera.distortion, (r[0]! * x + r[1]! * y) / depth, (r[3]! * x + r[4]! * y) / depth);
    return insideView(camera, bent && imagePoint(camera.fx * bent.x + camera.cx, camera.fy * bent.y + camera.cy));
  });
  return pieces(steps);
}

/** Strokes paths in px of the camera's frame; the context is scaled to them. */
export function drawPaths(context: CanvasRenderingContext2D, paths: readonly Path[]): void {
  context.beginPath();
  for (const path of paths) path.forEach(({ x, y }, i) => (i === 0 ? context.moveTo(x, y) : context.lineTo(x, y)));
  context.stroke();
}

function wholeMetres(from: number, to: number): readonly number[] {
  const first = Math.ceil(from - 1e-9);
  return Array.from({ length: Math.max(0, Math.floor(to + 1e-9) - first + 1) }, (_, i) => first + i);
}

function walk<T>(from: number, to: number, at: (position: number) => T): readonly T[] {
  const steps = Math.max(1, Math.ceil((to - from) / PIECE));
  return Array.from({ length: steps + 1 }, (_, i) => at(from + ((to - from) * i) / steps));
}

/** @returns `null` far outside of the frame, where drawing is wasted. */
function insideView({ width, height }: CameraModel, point: Point<'image'> | null): Point<'image'> | null {
  if (point === null) return null;
  const near = point.x > -width && point.x < 2 * width && point.y > -height && point.y < 2 * height;
  return near ? point : null;
}

function pieces(points: readonly (Point<'image'> | null)[]): readonly Path[] {
  const paths: Point<'image'>[][] = [[]];
  for (const point of points) {
    if (point !== null) paths.at(-1)!.push(point);
    else if (paths.at(-1)!.length > 0) paths.push([]);
  }
  return paths.filter((path) => path.length > 1);
}
