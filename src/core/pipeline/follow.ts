/**
 * Everybody is followed in the order in which they were seen, not in that of the cameras' stamps: a sighting is held until nothing
 * that was seen before it can come any more, which is as long as the latest clock of a camera that is used is late. While all clocks agree
 * that is no time.
 */
import { noteFloor } from '#core/fusion/agreement.ts';
import { appliedTo, latest, slewClocks } from '#core/fusion/clocks.ts';
import type { FloorSighting } from '#core/fusion/floor-sighting.ts';
import { passTime, shoppersOf, stepFusion } from '#core/fusion/fusion.ts';
import type { HeldSighting } from '#core/fusion/held-sighting.ts';
import { isUsed } from '#core/pipeline/camera-health.ts';
import { settleCheckout } from '#core/pipeline/checkout.ts';
import type { Scene } from '#core/pipeline/scene.ts';
import { foldMerged, noteWhereabouts } from '#core/pipeline/whereabouts.ts';
import { MICROS_PER_SECOND, type Micros, micros } from '#core/time/micros.ts';

/** Somebody was seen. @param floor - With the stamp as it came. */
export function follow(scene: Scene, floor: FloorSighting): Scene {
  const { agreement, settings } = scene;
  const clocks = settings.fusion.clocks > 0 ? slewClocks(agreement.clocks, scene.time) : agreement.clocks;
  const applied = appliedTo(clocks, floor.source);
  const time = micros(floor.time - Math.round(applied * MICROS_PER_SECOND));
  const held = [...scene.held, { floor: { ...floor, time }, applied }].sort((a, b) => a.floor.time - b.floor.time);
  return wait({ ...scene, agreement: { ...agreement, clocks }, held });
}

/** Time has passed. @param until - What was seen by then is taken in: as far as nothing seen before it can come any more. */
export function wait(scene: Scene, until: Micros = settledTime(scene)): Scene {
  const due = scene.held.findIndex(({ floor }) => floor.time > until);
  const ready = due === -1 ? scene.held : scene.held.slice(0, due);
  const held = due === -1 ? [] : scene.held.slice(due);
  if (ready.length > 0) {
    return ready.reduce<Scene>((so, next, i) => see(i === 0 ? so : settleCheckout(so, []), next), { ...scene, held });
  }
  const { project, settings, fusion } = scene;
  const time = micros(Math.max(fusion.time, until));
  return { ...scene, fusion: passTime(fusion, project.plan, settings.fusion, time) };
}

function settledTime(scene: Scene): Micros {
  const late = latest(scene.agreement.clocks, (camera) => isUsed(scene, camera));
  return micros(scene.time - Math.round(late * MICROS_PER_SECOND));
}

function see(scene: Scene, { floor, applied }: HeldSighting): Scene {
  const { fusion: parameters } = scene.settings;
  const fusion = stepFusion(scene.fusion, scene.project.plan, parameters, floor);
  const agreement = noteFloor(scene.agreement, scene.fusion.beliefs, fusion.beliefs, floor, applied, parameters);
  const folded = foldMerged(scene.whereabouts, fusion.merged);
  const whereabouts = noteWhereabouts(folded, shoppersOf(fusion, parameters), fusion.time);
  return { ...scene, fusion, agreement, whereabouts };
}
