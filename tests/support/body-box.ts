import { EDGE_NUMBERS, writeBodyEdges } from '#core/fusion/standing-body.ts';
import type { Box } from '#core/geometry/box.ts';
import type { CameraModel } from '#core/geometry/camera-model.ts';

/** Where a person stands and how tall they are, m. */
export interface Stance {
  readonly x: number;
  readonly y: number;
  readonly height: number;
}

/** The box of a standing person, px, not cut at the frame; `null` when part of them is behind the camera. */
export function bodyBox(camera: CameraModel, { x, y, height }: Stance): Box | null {
  const edges = new Float64Array(EDGE_NUMBERS);
  if (!writeBodyEdges(camera, x, y, height, edges)) return null;
  return { x0: edges[0]!, y0: edges[1]!, x1: edges[2]!, y1: edges[3]! };
}
