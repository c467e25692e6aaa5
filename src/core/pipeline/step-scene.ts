/**
 * Steps 6 to 11 of the way of a frame.
 *
 * Pure and without clock or dice: the same inputs in the same order give the same scene, bit for bit, and a scene that
 * was stepped from stays as it was.
 */
import type { CameraSighting, PeopleSighting } from '#core/detection/sighting.ts';
import { unreachable } from '#core/errors/assert.ts';
import type { FloorSighting } from '#core/fusion/floor-sighting.ts';
import { tellBack, tellMoved } from '#core/fusion/moved-cameras.ts';
import { finishInteractions, stepInteractions } from '#core/interaction/interactions.ts';
import { type CameraScene, stepCamera } from '#core/pipeline/camera-scene.ts';
import { endCheckout, enterCheckout, settleCheckout } from '#core/pipeline/checkout.ts';
import { isAside } from '#core/pipeline/camera-health.ts';
import { follow, wait } from '#core/pipeline/follow.ts';
import type { SceneInput } from '#core/pipeline/scene-input.ts';
import type { Scene, SceneCounts } from '#core/pipeline/scene.ts';

/**
 * What `input` changes. Inputs come in order of time (`core/time`). Of those that are older than the scene, sightings are
 * left out, because trackers do not go back, and readings are sorted in where there is still time; all are counted.
 */
export function stepScene(scene: Scene, input: SceneInput): Scene {
  const late = input.time < scene.time;
  // What is wrong with a camera is said when it is known, and of the time before.
  const now = late ? count(scene, { late: input.kind === 'condition' ? 0 : 1 }) : { ...scene, time: input.time };
  switch (input.kind) {
    case 'camera': {
      const camera = now.cameras.get(input.camera);
      if (camera === undefined) return count(now, { unknown: 1 });
      if (late) return missed(now, camera, input);
      const seen = stepCamera(camera, input);
      const cameras = new Map(now.cameras).set(input.camera, seen.camera);
      const counted = count({ ...now, cameras }, { frames: 1, detections: input.detections.length });
      const unused = seen.floor === null || isAside(counted, input.camera);
      return settleCheckout(unused ? wait(counted) : follow(counted, seen.floor), []);
    }
    case 'condition': {
      const camera = now.cameras.get(input.camera);
      if (camera === undefined) return count(now, { unknown: 1 });
      const { condition: is, time: since } = input;
      const moved = is === 'moved' || (is !== 'well' && camera.condition.moved);
      const cameras = new Map(now.cameras).set(input.camera, { ...camera, condition: { is, since, moved } });
      const counts = camera.model !== null && now.settings.fusion.moved > 0 && moved !== camera.condition.moved;
      const tell = moved ? tellMoved : tellBack;
      const agreement = counts ? { ...now.agreement, moved: tell(now.agreement.moved, input.camera) } : now.agreement;
      return { ...now, agreement, cameras };
    }
    case 'people':
      if (late) return now;
      return settleCheckout(follow(count(now, { positions: input.people.length }), floorOf(input)), []);
    case 'readings': {
      if (!now.weighing.model.plateOf.has(input.sensor)) return count(now, { unknown: 1 });
      // Whoever is seen late was there when the weight changed: they are taken in first.
      const waited = wait(now);
      const { state: weighing, interactions } = stepInteractions(now.weighing, input, waited.whereabouts);
      return settleCheckout(count({ ...waited, weighing }, { samples: input.times.length }), interactions);
    }
    case 'action': {
      if (input.action !== 'end-session') return enterCheckout(now, input);
      const waited = wait(now, now.time);
      const { state: weighing, interactions } = finishInteractions(now.weighing, waited.whereabouts);
      return endCheckout(settleCheckout({ ...waited, weighing }, interactions));
    }
    default:
      return unreachable(input);
  }
}

/** It came too late for its camera's tracker. */
const missed = (scene: Scene, camera: CameraScene, { camera: id }: CameraSighting): Scene => ({
  ...scene,
  cameras: new Map(scene.cameras).set(id, { ...camera, late: camera.late + 1 }),
});

/** People without a position are left out. */
function floorOf({ source, time, people }: PeopleSighting): FloorSighting {
  const fixes = people
    .filter(({ at, cov }) => Number.isFinite(at.x) && Number.isFinite(at.y) && isCovariance(cov))
    .map(({ id, at, cov, hands }) => ({ track: id, at, cov, hands }));
  return { source, time, trusted: true, fixes };
}

const isCovariance = ([xx, xy, yx, yy]: PeopleSighting['people'][number]['cov']) =>
  Number.isFinite(xy + yx) && xx > 0 && yy > 0 && xx * yy > xy * yx;

function count(scene: Scene, more: Partial<SceneCounts>): Scene {
  const counts = { ...scene.counts };
  for (const name in more) counts[name as keyof SceneCounts] += more[name as keyof SceneCounts]!;
  return { ...scene, counts };
}
