import type { RoomCameras } from '#core/datasets/projection-cameras.ts';
import type { WorldEntry } from '#core/datasets/world-table.ts';
import type { FloorPlan } from '#core/fusion/floor-plan.ts';
import { Gallery } from '#core/detection/gallery.ts';
import type { Likeness, Resemblance } from '#core/detection/likeness.ts';
import { createFusion, passTime, shoppersOf, stepFusion } from '#core/fusion/fusion.ts';
import { wantedPortraits } from '#core/fusion/wanted-portraits.ts';
import { createCamera, stepCamera } from '#core/pipeline/camera-scene.ts';
import { sceneDefaults } from '#core/pipeline/settings.ts';
import { MICROS_PER_SECOND, micros } from '#core/time/micros.ts';
import { standardPrograms } from '#core/tracking/tracker-programs.ts';
import { floorRows } from './floor-rows.ts';
import type { CameraDetections } from './room-detections.ts';
import type { RoomPortraits } from './room-portraits.ts';

/**
 * How far FairMOT's vectors of one person and of two are apart from camera to camera: 2 600 boxes of `cmc-4cam`'s CMC1 whose people are known. Of
 * another network only the direction is right.
 */
const FAIRMOT: Resemblance = { same: 0.206, different: 0.246, sigma: 0.158 };

export interface FusedRoom {
  /** Everybody in the outline, in order of frame. */
  readonly entries: readonly WorldEntry[];
  readonly frames: number;
  readonly ids: number;
}

/**
 * Follows everybody in a room, frame by frame, as the app does and with its settings: each camera's tracker, then fusion.
 * Nothing of a later frame is known to an earlier one.
 *
 * @param detected - Of each camera of the room.
 * @param portraits - What they look like; without, people are followed by where they walk.
 * @param fps - Of all cameras, which take their pictures at the same moments.
 */
export function fuseRoom(
  room: RoomCameras,
  detected: ReadonlyMap<string, CameraDetections>,
  fps: number,
  portraits?: RoomPortraits,
): FusedRoom {
  const gallery = new Gallery(FAIRMOT);
  const plan: FloorPlan = { outline: room.outline.map(([x, y]) => [x, y]), zones: [] };
  const cameras = new Map(
    [...room.cameras].map(([name, model]) => [name, createCamera(model, [], sceneDefaults.tracking, standardPrograms)]),
  );
  let frames = 0;
  for (const found of detected.values()) for (const frame of found.keys()) frames = Math.max(frames, frame);
  let fusion = createFusion();
  const entries: WorldEntry[] = [];
  for (let frame = 1; frame <= frames; frame++) {
    const time = micros(Math.round(((frame - 1) * MICROS_PER_SECOND) / fps));
    for (const [name, camera] of cameras) {
      const detections = detected.get(name)?.get(frame) ?? [];
      const likenesses = new Map<number, Likeness>();
      for (const [i, portrait] of portraits?.get(name)?.get(frame) ?? []) likenesses.set(i, gallery.admit(portrait));
      const seen = stepCamera(camera, { kind: 'camera', camera: name, time, detections, likenesses });
      cameras.set(name, seen.camera);
      fusion = seen.floor
        ? stepFusion(fusion, plan, sceneDefaults.fusion, seen.floor)
        : passTime(fusion, plan, sceneDefaults.fusion, time);
    }
    gallery.keep(wantedPortraits(fusion));
    const shoppers = shoppersOf(fusion, sceneDefaults.fusion);
    entries.push(...floorRows(frame, time, shoppers, plan, (id) => Number(id.slice(1))));
  }
  return { entries, frames, ids: new Set(entries.map(({ id }) => id)).size };
}
