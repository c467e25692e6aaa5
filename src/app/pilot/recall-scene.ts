import type { SceneView } from '#core/pipeline/scene-view.ts';
import type { Project } from '#core/planning/project.ts';
import type { Workbench } from '#app/workbench.svelte.ts';

/**
 * Steps a scene through a stored session's journal, in a worker.
 *
 * @param until - Leaves out what came later, µs.
 */
export async function recallScene(
  workbench: Workbench,
  session: string,
  project: Project,
  until: number,
  signal: AbortSignal,
): Promise<SceneView> {
  using scene = workbench.rooms.startScene();
  await scene.open({ session: null, project, sources: [], patience: Infinity });
  for await (const inputs of workbench.rooms.store.readInputs(session)) {
    signal.throwIfAborted();
    workbench.doing('Going through the journal');
    await scene.recall(inputs.filter(({ time }) => time <= until));
  }
  return await scene.view(); // before the worker is let go
}
