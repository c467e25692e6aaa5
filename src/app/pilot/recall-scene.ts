import type { SceneView } from '#core/pipeline/scene-view.ts';
import type { Project } from '#core/planning/project.ts';
import type { Desk } from '#app/desk.ts';

/**
 * Steps a scene through a stored session's journal, in a worker.
 *
 * @param until - Leaves out what came later, µs.
 */
export async function recallScene(
  desk: Desk,
  session: string,
  project: Project,
  until: number,
  signal: AbortSignal,
): Promise<SceneView> {
  using scene = desk.rooms.startScene();
  await scene.open({ session: null, project, sources: [], patience: Infinity });
  for await (const inputs of desk.rooms.store.readInputs(session)) {
    signal.throwIfAborted();
    desk.doing(() => 'Going through the journal');
    await scene.recall(inputs.filter(({ time }) => time <= until));
  }
  return await scene.view(); // before the worker is let go
}
