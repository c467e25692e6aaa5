/** A simulation through the pipeline, without files and without a window. */
import type { Sighting } from '#core/detection/sighting.ts';
import type { SceneInput } from '#core/pipeline/scene-input.ts';
import { inputOrder } from '#core/pipeline/input-order.ts';
import { replay } from '#core/pipeline/replay.ts';
import type { Scene } from '#core/pipeline/scene.ts';
import { sceneDefaults } from '#core/pipeline/settings.ts';
import { positionSightings } from '#core/simulation/project/positions.ts';
import { simulatedProject } from '#core/simulation/project/simulated-project.ts';
import type { Simulation } from '#core/simulation/shopping/simulate.ts';
import { plateSignal } from '#core/simulation/weighing/plate-signal.ts';
import { batchesOf } from '#sensors/replay.ts';

/** @param sightings - Of its people; without them a positioning system's. */
export async function runSimulation(
  simulation: Simulation,
  sightings: readonly Sighting[] = positionSightings(simulation),
): Promise<Scene> {
  const series = simulation.store.plates.map(({ id }, plate) => ({ sensor: id, ...plateSignal(simulation, plate) }));
  const order = inputOrder();
  const inputs: SceneInput[] = [...sightings, ...batchesOf(series)];
  inputs.sort((a, b) => a.time - b.time || order.tie(a, b));
  inputs.push({ kind: 'action', time: inputs.at(-1)!.time, action: 'end-session' });
  return replay(simulatedProject(simulation), sceneDefaults, [inputs]);
}
