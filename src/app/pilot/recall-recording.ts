import type { SceneInput } from '#core/pipeline/scene-input.ts';
import type { SceneClient } from '#workers/scene/client.ts';

/** What the journal of an interrupted run holds. */
export interface Recalled {
  /** By camera: the time of the last frame that was looked at and written down, µs. */
  readonly seen: ReadonlyMap<string, number>;
  /** Whether even its end is there. */
  readonly ended: boolean;
}

/** Steps all of it in a scene that was opened a moment ago. */
export async function recallRecording(
  scene: SceneClient,
  journal: AsyncIterable<readonly SceneInput[]>,
  signal: AbortSignal,
): Promise<Recalled> {
  const seen = new Map<string, number>();
  let ended = false;
  for await (const inputs of journal) {
    signal.throwIfAborted();
    await scene.resume(inputs);
    for (const input of inputs) {
      if (input.kind === 'camera') seen.set(input.camera, input.time);
      else if (input.kind === 'action' && input.action === 'end-session') ended = true;
    }
  }
  return { seen, ended };
}
