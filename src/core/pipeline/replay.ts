import type { SceneInput } from '#core/pipeline/scene-input.ts';
import { type Scene, createScene } from '#core/pipeline/scene.ts';
import { stepScene } from '#core/pipeline/step-scene.ts';
import type { SceneSettings } from '#core/pipeline/settings.ts';
import type { Project } from '#core/planning/project.ts';
import { fetchTracker } from '#core/tracking/tracker-programs.ts';

/**
 * Steps a scene through a recorded session.
 *
 * @param chunks - Inputs in the order they were stepped, in pieces of any size: those of a journal.
 * @param look - Shown the scene before each input, and the input.
 */
export async function replay(
  project: Project,
  settings: SceneSettings,
  chunks: AsyncIterable<readonly SceneInput[]> | Iterable<readonly SceneInput[]>,
  look: (scene: Scene, input: SceneInput) => void = () => undefined,
): Promise<Scene> {
  let scene = createScene(project, settings, await fetchTracker(settings.tracking.tracker));
  for await (const chunk of chunks) {
    for (const input of chunk) {
      look(scene, input);
      scene = stepScene(scene, input);
    }
  }
  return scene;
}
