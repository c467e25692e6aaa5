import type { SceneInput } from '#core/pipeline/scene-input.ts';
import type { SceneClient } from '#workers/scene/client.ts';

/** What the journal of an interrupted run holds. */
export interface Recalled {
  /** By camera: the times of the frames that were looked at and written down, µs, in their order. */
  readonly seen: ReadonlyMap<string, ReadonlySet<number>>;
  /** By camera: the last of them. */
  readonly last: ReadonlyMap<string, number>;
  /** Whether even its end is there. */
  readonly ended: boolean;
}

/** Steps all of it in a scene that was opened a moment ago. @param next - See `SceneApi.resume`. */
export async function recallRecording(
  scene: SceneClient,
  journal: AsyncIterable<readonly SceneInput[]>,
  next: Parameters<SceneClient['resume']>[1],
  signal: AbortSignal,
): Promise<Recalled> {
  const seen = new Map<string, Set<number>>();
  const last = new Map<string, number>();
  let ended = false;
  for await (const inputs of journal) {
    signal.throwIfAborted();
    await scene.resume(inputs, next);
    for (const input of inputs) {
      if (input.kind === 'camera') {
        seen.set(input.camera, (seen.get(input.camera) ?? new Set()).add(input.time));
        last.set(input.camera, input.time);
      } else if (input.kind === 'action' && input.action === 'end-session') ended = true;
    }
  }
  return { seen, last, ended };
}
