import type { SceneClient } from '#workers/scene/client.ts';
import type { Books } from '#app/pilot/books.ts';
import type { RunWatcher } from '#app/pilot/run-watcher.ts';

/** The books of a run that goes on. */
export function runBooks(
  scene: Pick<SceneClient, 'act' | 'proof' | 'dwell' | 'tracks'>,
  watcher: Pick<RunWatcher, 'saw'>,
): Books {
  return {
    proof: ({ id }) => scene.proof(id),
    dwell: (from, to) => scene.dwell(from, to),
    tracks: (from, to) => scene.tracks(from, to),
    enter: async (deed) => watcher.saw(await scene.act(deed)),
  };
}
