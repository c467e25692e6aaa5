import type { FloorFix, LikelyPlace } from '#core/fusion/floor-sighting.ts';
import { type Obstacle, hiddenFeet } from '#core/fusion/hidden-feet.ts';
import { placePerson } from '#core/fusion/place-person.ts';
import { type Box, area } from '#core/geometry/box.ts';
import type { CameraModel } from '#core/geometry/camera-model.ts';
import type { Covariance2 } from '#core/geometry/frames.ts';
import type { Track } from '#core/tracking/track.ts';

/**
 * Where the people of a frame may stand. Only tracks that were seen in this frame are placed; feet that somebody nearer covers
 * may be hidden, and their place is less certain, up to four times for one who is covered whole.
 */
export function placeTracks(
  camera: CameraModel,
  obstacles: readonly Obstacle[],
  tracks: readonly Track[],
  boxes: readonly Box[],
): readonly FloorFix[] {
  const hidden = hiddenFeet(camera, obstacles);
  const seen = tracks.filter(({ state, detection }) => state === 'confirmed' && detection !== -1);
  return seen.flatMap((track) => {
    const box = boxes[track.detection]!;
    const covered = Math.max(0, ...seen.map((other) => coverage(box, boxes[other.detection]!)));
    const places = placePerson(camera, box, (at) => Math.max(hidden(at), covered / 2)).map((place): LikelyPlace => ({
      ...place,
      cov: scaled(place.cov, (1 + 3 * covered) ** 2),
    }));
    const [likeliest] = places;
    return likeliest === undefined
      ? []
      : [{ track: String(track.id), at: likeliest.at, cov: likeliest.cov, places, hands: [] }];
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
