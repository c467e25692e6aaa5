import { type CameraModel, projectToGround, projectToImage } from '#core/geometry/camera-model.ts';

/** How far a camera's floor is from where it is, root mean square over what it sees of a room, m; a corner is the origin. */
export function floorErrorIn(
  real: CameraModel,
  found: CameraModel,
  room: { readonly x: number; readonly y: number },
): number {
  const squares: number[] = [];
  for (let x = 0.25; x < room.x; x += 0.5) {
    for (let y = 0.25; y < room.y; y += 0.5) {
      const at = projectToImage(real, { x, y, z: 0 });
      if (at === null || at.x < 0 || at.y < 0 || at.x >= real.width || at.y >= real.height) continue;
      const fix = projectToGround(found, at, { x: 1, y: 1 })?.at;
      // Where it sees no floor any more it is as wrong as can be.
      squares.push(fix === undefined ? 100 : Math.min(100, (fix.x - x) ** 2 + (fix.y - y) ** 2));
    }
  }
  return Math.sqrt(squares.reduce((sum, value) => sum + value, 0) / squares.length);
}
