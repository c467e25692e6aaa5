import { judgeSpread } from '#core/calibration/walk-spread.ts';
import type { FloorWalk } from '#core/calibration/floor-walk.ts';
import type { WalkFault } from '#core/calibration/walk-fault.ts';
import type { WalkerBox } from '#core/calibration/walker-boxes.ts';
import type { Tall } from '#core/fusion/stature.ts';
import { fitCamera } from '#core/geometry/calibration-fit.ts';
import type { CalibrationPoint, FrameSize } from '#core/geometry/calibration-point.ts';
import { startingCameras } from '#core/geometry/calibration-start.ts';
import { type CameraModel, cameraCentre, projectToImage } from '#core/geometry/camera-model.ts';
import { imagePoint } from '#core/geometry/frames.ts';

const LEAST_FEET = 12;
const BEST = 2;
/** An edge this near to the frame's is cut off, px. */
const CUT = 2;
/** m */
const [LOW, HIGH] = [0.5, 20];
const KEPT = 0.8;

/** Cameras to begin with: feet on the floor and the head over them. */
export function walkStarts(
  camera: string,
  size: FrameSize,
  walk: FloorWalk,
  boxes: readonly WalkerBox[],
  late: number,
  tall: Tall,
): readonly CameraModel[] | WalkFault {
  const placed = boxes.flatMap(({ time, box }) => {
    const place = walk.at(time - late);
    return place === null ? [] : [{ place, box, x: (box.x0 + box.x1) / 2 }];
  });
  const thin = judgeSpread(
    camera,
    placed.map(({ place }) => [place.x, place.y]),
  );
  if (thin !== null) return thin;
  const feet = placed
    .filter(({ box }) => box.y1 < size.height - CUT)
    .map(({ place, box, x }): CalibrationPoint => ({
      image: imagePoint(x, box.y1),
      world: { x: place.x, y: place.y, z: 0 },
    }));
  const heads = placed
    .filter(({ box }) => box.y0 > CUT)
    .map(({ place, box, x }): CalibrationPoint => {
      return { image: imagePoint(x, box.y0), world: { x: place.x, y: place.y, z: tall.mean } };
    });
  if (Math.max(feet.length, heads.length) < LEAST_FEET) return { kind: 'no-camera', camera };
  const roughly = candidates(feet, heads, size);
  const best = roughly[0];
  if (best === undefined) return { kind: 'no-camera', camera };
  // Mistakes of the detector pull everything askew: once more with what fits best.
  const again = candidates(nearest(best, feet), nearest(best, heads), size);
  return again.length > 0 ? again : roughly;
}

function candidates(
  feet: readonly CalibrationPoint[],
  heads: readonly CalibrationPoint[],
  size: FrameSize,
): readonly CameraModel[] {
  // Shelves hide feet, and the frame's edge cuts off heads: from whichever more boxes show.
  return [feet, heads]
    .filter((level) => level.length >= LEAST_FEET)
    .flatMap((level) => startingCameras(level, size, 0))
    .map((start) => fitCamera(start, [...feet, ...heads], false, 12))
    .filter(({ camera }) => {
      const { z } = cameraCentre(camera);
      return z > LOW && z < HIGH;
    })
    .sort((a, b) => a.cost - b.cost)
    .slice(0, BEST)
    .map(({ camera }) => camera);
}

/** Those of the points that the camera sees most nearly where they were seen. */
function nearest(camera: CameraModel, points: readonly CalibrationPoint[]): readonly CalibrationPoint[] {
  const off = points.map(({ image, world }) => {
    const seen = projectToImage(camera, world);
    return seen === null ? Infinity : Math.hypot(seen.x - image.x, seen.y - image.y);
  });
  const border = off.toSorted((a, b) => a - b)[Math.floor(KEPT * off.length)] ?? Infinity;
  return points.filter((_, i) => off[i]! <= border);
}
