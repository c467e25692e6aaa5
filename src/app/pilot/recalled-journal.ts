import type { SceneInput } from '#core/pipeline/scene-input.ts';
import { m } from '#messages/compiled/messages.js';
import type { Desk } from '#app/desk.ts';

/** The journal of an interrupted session as it is gone through; how far is told. */
export async function* recalledJournal(
  desk: Desk,
  id: string,
  lastTime: number,
): AsyncGenerator<readonly SceneInput[], void> {
  desk.doing(m.sessions_resuming, 0);
  for await (const inputs of desk.rooms.store.readInputs(id)) {
    yield inputs;
    const time = inputs.at(-1)?.time ?? 0;
    if (lastTime > 0) desk.doing(m.sessions_resuming, Math.min(1, time / lastTime));
  }
  desk.quiet();
}
