import type { NewModel } from '#storage/model-cache.ts';
import type { Desk } from '#app/desk.ts';
import { noteDetector } from '#app/pilot/note-detector.ts';
import { m } from '#messages/compiled/messages.js';

/**
 * Keeps a model that has come, however it came. A detector is kept only when it can be run, and used from now on.
 *
 * @param pins - See `ModelCache.keepModel`.
 * @throws WorkbenchError `model/malformed`, `model/no-decoder`, `storage/quota`; then nothing has changed.
 */
export async function takeIn(
  desk: Desk,
  model: NewModel,
  bytes: Uint8Array<ArrayBuffer>,
  signal: AbortSignal,
  pins?: ReadonlyMap<string, string>,
): Promise<void> {
  const finds = model.kind === 'detector';
  const notes = finds ? await tryOut(desk, model, bytes) : [];
  signal.throwIfAborted();
  await desk.models.keep(model, bytes, pins);
  await desk.refresh();
  desk.toasts.say(() => (finds ? m.shell_model_added : m.shell_model_kept)({ name: model.name }));
  const { pilot } = desk;
  if (pilot?.phase === 'ready') for (const note of notes) noteDetector(pilot, model.name, note);
}

async function tryOut(desk: Desk, { name }: NewModel, bytes: Uint8Array<ArrayBuffer>) {
  using perceiver = desk.rooms.startPerceiver();
  return (await perceiver.load(bytes.buffer, name)).notes;
}
