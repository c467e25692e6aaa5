import type { FloorFix } from '#core/fusion/floor-sighting.ts';
import { placePerson } from '#core/fusion/place-person.ts';
import { type Box, area } from '#core/geometry/box.ts';
import type { CameraModel } from '#core/geometry/camera-model.ts';
import type { Covariance2 } from '#core/geometry/frames.ts';
import type { Track } from '#core/tracking/track.ts';

/**
 * Where the people of a frame stand. Only tracks that were seen in this frame are placed; a foot that somebody nearer
 * covers is less certain, up to four times for one who is covered whole.
 */
export function placeTracks(camera: CameraModel, tracks: readonly Track[], boxes: readonly Box[]): readonly FloorFix[] {
  const seen = tracks.filter(({ state, detection }) => state === 'confirmed' && detection !== -1);
  return seen.flatMap((track) => {
    const box = boxes[track.detection]!;
    const fix = placePerson(camera, box);
    if (fix === null) return [];
    const covered = Math.max(0, ...seen.map((other) => coverage(box, boxes[other.detection]!)));
    return [{ track: String(track.id), at: fix.at, cov: scaled(fix.cov, (1 + 3 * covered) ** 2), hands: [] }];
  });
}

/** Share of `box` behind `other`, in `[0, 1]`; 0 when `other` is not nearer, its foot not lower in the image. */
function coverage(box: Box, other: Box): number {
  if (other === box || other.y1 <= box.y1) return 0;
  const shared = {
    x0: Math.max(box.x0, other.x0),
    y0: Math.max(box.y0, other.y0),
    x1: Math.min(box.x1, other.x1),
    y1: Math.min(box.y1, other.y1),
  };
  return shared.x1 <= shared.x0 || shared.y1 <= shared.y0 ? 0 : area(shared) / area(box);
}

const scaled = ([xx, xy, yx, yy]: Covariance2, factor: number): Covariance2 => [
  xx * factor,
  xy * factor,
  yx * factor,
  yy * factor,
];
