import type { SceneView } from '#core/pipeline/scene-view.ts';
import type { SceneClient } from '#workers/scene/client.ts';
import type { Books } from '#app/pilot/books.ts';

/**
 * The books of a run that goes on.
 *
 * @param entered - Told the scene that somebody's word led to.
 */
export function runBooks(
  scene: Pick<SceneClient, 'act' | 'proof' | 'dwell' | 'tracks'>,
  entered: (view: SceneView) => void,
): Books {
  return {
    proof: ({ id }) => scene.proof(id),
    dwell: (from, to) => scene.dwell(from, to),
    tracks: (from, to) => scene.tracks(from, to),
    enter: async (deed) => entered(await scene.act(deed)),
  };
}
