import type { Likeness } from '#core/detection/likeness.ts';
import type { FloorFix, LikelyPlace } from '#core/fusion/floor-sighting.ts';
import { type Obstacle, hiddenFeet } from '#core/fusion/hidden-feet.ts';
import { placePerson } from '#core/fusion/place-person.ts';
import { type Box, TOUCH, area, overlap } from '#core/geometry/box.ts';
import type { CameraModel } from '#core/geometry/camera-model.ts';
import type { Covariance2 } from '#core/geometry/frames.ts';
import type { Track } from '#core/tracking/track.ts';

/**
 * Where the people of a frame may stand. Only tracks that were seen in this frame are placed; feet that somebody nearer covers
 * may be hidden, and their place is less certain, up to four times for one who is covered whole.
 *
 * @param likenesses - Of some of the boxes.
 */
export function placeTracks(
  camera: CameraModel,
  obstacles: readonly Obstacle[],
  tracks: readonly Track[],
  boxes: readonly Box[],
  likenesses: ReadonlyMap<Box, Likeness> = new Map(),
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
    if (likeliest === undefined) return [];
    const contested = seen.some((other) => other !== track && overlap(box, boxes[other.detection]!) > TOUCH);
    const fix = { track: String(track.id), at: likeliest.at, cov: likeliest.cov, places, hands: [] };
    // A box with two people in it looks like neither.
    if (contested) return [{ ...fix, contested }];
    const likeness = likenesses.get(box);
    return [likeness === undefined ? fix : { ...fix, likeness }];
  });
}

/** Share of `box` behind `other`, in `[0, 1]`; 0 when `other` is not nearer, its foot not lower in the image. */
const coverage = (box: Box, other: Box): number =>
  other === box || other.y1 <= box.y1 ? 0 : shared(box, other) / area(box);

/** Area, px². */
function shared(a: Box, b: Box): number {
  const width = Math.min(a.x1, b.x1) - Math.max(a.x0, b.x0);
  const height = Math.min(a.y1, b.y1) - Math.max(a.y0, b.y0);
  return width <= 0 || height <= 0 ? 0 : width * height;
}

const scaled = ([xx, xy, yx, yy]: Covariance2, factor: number): Covariance2 => [
  xx * factor,
  xy * factor,
  yx * factor,
  yy * factor,
];
