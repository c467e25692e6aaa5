/** A simulation through the pipeline, without files and without a window. */
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

export async function runSimulation(simulation: Simulation): Promise<Scene> {
  const series = simulation.store.plates.map(({ id }, plate) => ({ sensor: id, ...plateSignal(simulation, plate) }));
  const order = inputOrder();
  const inputs: SceneInput[] = [...positionSightings(simulation), ...batchesOf(series)];
  inputs.sort((a, b) => a.time - b.time || order.tie(a, b));
  inputs.push({ kind: 'action', time: inputs.at(-1)!.time, action: 'end-session' });
  return replay(simulatedProject(simulation), sceneDefaults, [inputs]);
}
