/** The set-up of calibration's figures: a room of 8 × 6 m, cameras at 2.6 m in its corners that see 70° wide, sheets on the floor. */
import { sides } from '#core/calibration/quad.ts';
import { type PlacedSheet, cornersOnFloor } from '#core/calibration/sheet-place.ts';
import type { SeenSheet, SheetView } from '#core/calibration/sheet-view.ts';
import { type CameraModel, projectToGround, projectToImage } from '#core/geometry/camera-model.ts';
import { imagePoint } from '#core/geometry/frames.ts';
import { ceilingCamera } from './ceiling-camera.ts';
import { mulberry32 } from './floor-world.ts';

export const ROOM = { width: 8, depth: 6 } as const;
const HFOV = (70 * Math.PI) / 180;

/** @param width - px of their pictures, which are as wide as a television's. */
export function cornerCameras(width: number, lens = -0.06): readonly CameraModel[] {
  const focal = width / 2 / Math.tan(HFOV / 2);
  return [
    [0.1, 0.1],
    [ROOM.width - 0.1, 0.1],
    [ROOM.width - 0.1, ROOM.depth - 0.1],
    [0.1, ROOM.depth - 0.1],
  ].map(([x, y]) =>
    ceilingCamera({
      at: [x!, y!, 2.6],
      pan: Math.atan2(ROOM.depth / 2 - y!, ROOM.width / 2 - x!),
      tilt: 0.6,
      focal,
      width,
      height: Math.round((width * 9) / 16),
      distortion: [lens, 0, 0, 0, 0],
    }),
  );
}

/** Spread over the floor as somebody lays them: not in rows, turned anyhow. Number 1 first. */
export function laidSheets(count: number, seed: number, first = 1): readonly PlacedSheet[] {
  const random = mulberry32(seed);
  const across = Math.ceil(Math.sqrt((count * ROOM.width) / ROOM.depth));
  const down = Math.ceil(count / across);
  return Array.from({ length: count }, (_, i) => ({
    number: first + i,
    x: ROOM.width * (0.12 + (0.76 * ((i % across) + 0.2 + 0.6 * random())) / across),
    y: ROOM.depth * (0.12 + (0.76 * (Math.floor(i / across) + 0.2 + 0.6 * random())) / down),
    angle: 2 * Math.PI * random(),
  }));
}

/** px of the shortest side; smaller ones are not found, as on rendered pictures. */
const FOUND = 10;

/** What a camera sees, each corner off by `noise` px. */
export function viewOf(
  id: string,
  camera: CameraModel,
  sheets: readonly PlacedSheet[],
  noise: number,
  seed: number,
  printed: Readonly<Record<number, number>> = {},
): SheetView {
  const random = mulberry32(seed);
  const gauss = () => noise * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const seen = sheets.flatMap((sheet): SeenSheet[] => {
    const corners = cornersOnFloor(sheet, printed[sheet.number] ?? 1).map((corner) => projectToImage(camera, corner));
    const inside = corners.every(
      (at) => at && at.x > 4 && at.y > 4 && at.x < camera.width - 4 && at.y < camera.height - 4,
    );
    if (!inside) return [];
    const quad = corners.map((at) => imagePoint(at!.x + gauss(), at!.y + gauss())) as unknown as SeenSheet['quad'];
    return Math.min(...sides(quad)) < FOUND ? [] : [{ number: sheet.number, quad, sigma: noise }];
  });
  return { camera: id, size: camera, sheets: seen, foreign: 0 };
}

/** How far off `found` places what `camera` sees on the floor of the room, root mean square, cm. */
export function floorError(camera: CameraModel, found: CameraModel): number {
  let sum = 0;
  let count = 0;
  for (let x = 0.25; x < ROOM.width; x += 0.5)
    for (let y = 0.25; y < ROOM.depth; y += 0.5) {
      const at = projectToImage(camera, { x, y, z: 0 });
      if (!at || at.x < 0 || at.y < 0 || at.x > camera.width || at.y > camera.height) continue;
      const fix = projectToGround(found, at, { x: 1, y: 1 })?.at;
      sum += fix === undefined ? 1e4 : (fix.x - x) ** 2 + (fix.y - y) ** 2;
      count++;
    }
  return 100 * Math.sqrt(sum / count);
}
