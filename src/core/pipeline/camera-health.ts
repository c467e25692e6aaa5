/** How a camera does: what its clock is like, what came too late, and why nobody is followed by what it sees. */
import type { Condition } from '#core/detection/camera-condition.ts';
import { type CameraClock, clockOf } from '#core/fusion/clocks.ts';
import type { Scene } from '#core/pipeline/scene.ts';
import { MICROS_PER_SECOND, type Micros } from '#core/time/micros.ts';

export interface CameraHealth {
  /** `null` of a camera that is not calibrated. */
  readonly clock: CameraClock | null;
  /** Sightings that came too late to be taken in. */
  readonly late: number;
  /** Nobody is followed by what it sees, since `since`; `null` while somebody is. */
  readonly aside: { readonly why: Aside; readonly since: Micros } | null;
  /** It or the other camera was moved: the two contradict each other since then, and no third can tell; else `null`. */
  readonly doubted: Micros | null;
}

/** `moved`: it no longer looks where it was calibrated, as the other cameras or its own picture tell. */
export type Aside = Exclude<Condition, 'well'>;

/** A camera that sent nothing for so long was unplugged, or its recording is over, µs: twice what the latest clock may be late. */
const SILENT = 10 * MICROS_PER_SECOND;

export const isAside = (scene: Scene, camera: string): boolean => asideOf(scene, camera) !== null;

/** Whether anything is still to come by which somebody is followed. */
export const isUsed = (scene: Scene, camera: string): boolean =>
  scene.time - (scene.cameras.get(camera)?.time ?? 0) < SILENT && !isAside(scene, camera);

export function healthOf(scene: Scene): Readonly<Record<string, CameraHealth>> {
  const { agreement, cameras } = scene;
  return Object.fromEntries(
    [...cameras].map(([id, { late }]) => {
      const doubt = agreement.moved.moved.find(({ camera, sure }) => camera === id && !sure);
      const clock = clockOf(agreement.clocks, id);
      return [id, { clock, late, aside: asideOf(scene, id), doubted: doubt?.time ?? null }];
    }),
  );
}

function asideOf({ agreement, cameras, settings }: Scene, id: string): CameraHealth['aside'] {
  const moved = agreement.moved.moved.find(({ camera, sure }) => camera === id && sure);
  if (moved !== undefined) return { why: 'moved', since: moved.time };
  const camera = cameras.get(id);
  if (camera === undefined) return null;
  const { is, since } = camera.condition;
  if (is === 'well' || (is === 'moved' && (camera.model === null || settings.fusion.moved === 0))) return null;
  return { why: is, since };
}
