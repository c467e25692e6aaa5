import type { WorldPoint } from '#core/geometry/frames.ts';
import type { Orientation } from '#core/simulation/body/orientation.ts';
import { along, scale } from '#core/simulation/body/vector.ts';
import type { MeshWriter, Paint } from '#capture/synthetic-store/mesh/mesh-writer.ts';

export type Face = 'front' | 'rear' | 'left' | 'right' | 'top' | 'bottom';

export interface PlacedBlock {
  /** Its middle. */
  readonly at: WorldPoint;
  readonly turned: Orientation;
  /** Along left, forward and up, m. */
  readonly size: readonly [width: number, depth: number, height: number];
}

/** @param paintOf - What is on a face; `null` leaves it out. */
export function writeBlock(writer: MeshWriter, block: PlacedBlock, paintOf: (face: Face) => Paint | null): void {
  const { at, turned, size } = block;
  const { left, forward, up } = turned;
  const [w, d, h] = [size[0] / 2, size[1] / 2, size[2] / 2];
  const right = scale(left, -1);
  const rear = scale(forward, -1);
  const side = (
    face: Face,
    out: WorldPoint,
    far: number,
    across: WorldPoint,
    wide: number,
    high: WorldPoint,
    tall: number,
  ) => {
    const paint = paintOf(face);
    if (paint !== null) writeQuad(writer, along(at, out, far), scale(across, wide), scale(high, tall), out, paint);
  };
  // Seen from outside, what goes across goes to the right of the picture.
  side('front', forward, d, left, w, up, h);
  side('rear', rear, d, right, w, up, h);
  side('left', left, w, rear, d, up, h);
  side('right', right, w, forward, d, up, h);
  side('top', up, h, left, w, rear, d);
  side('bottom', scale(up, -1), h, left, w, forward, d);
}

/** @param across - To the right edge of the texture. @param high - To its upper edge. */
export function writeQuad(
  writer: MeshWriter,
  middle: WorldPoint,
  across: WorldPoint,
  high: WorldPoint,
  normal: WorldPoint,
  paint: Paint,
): void {
  const corner = (i: number, j: number) =>
    writer.corner(along(along(middle, across, i), high, j), normal, (i + 1) / 2, (1 - j) / 2, paint);
  const a = corner(-1, -1);
  const b = corner(1, -1);
  const c = corner(1, 1);
  const d = corner(-1, 1);
  writer.triangle(a, b, c);
  writer.triangle(a, c, d);
}
