import type { SceneView } from '#core/pipeline/scene-view.ts';
import { MICROS_PER_SECOND } from '#core/time/micros.ts';

/** A camera's picture that is older says nothing of now, µs. */
const FRESH = MICROS_PER_SECOND;

/** By shopper: the cameras that see them now, in the order of the scene. */
export function seenBy({ time, cameras }: Pick<SceneView, 'time' | 'cameras'>): ReadonlyMap<string, readonly string[]> {
  const seen = new Map<string, string[]>();
  for (const [id, camera] of Object.entries(cameras)) {
    if (time - camera.time > FRESH) continue;
    for (const { track, shopper } of camera.tracks) {
      if (shopper === null || track.state !== 'confirmed' || track.detection < 0) continue;
      const by = seen.get(shopper);
      if (by === undefined) seen.set(shopper, [id]);
      else if (!by.includes(id)) by.push(id);
    }
  }
  return seen;
}
