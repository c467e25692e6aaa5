/** What a run tells people apart by. */
import { isOwn, offers } from '#storage/model-offers.ts';
import type { Perceiver } from '#workers/perceive/client.ts';
import type { Desk } from '#app/desk.ts';
import type { Embedder } from '#app/pilot/embedder.ts';
import type { PilotSession } from '#app/pilot/pilot-session.svelte.ts';
import type { Words } from '#app/words.ts';
import { m } from '#messages/compiled/messages.js';

const own = new Set(offers.filter(isOwn).map(({ id }) => id));

/**
 * The session's own embedder; without one an embedder that is on this device, ours before others; without one the colours people wear. So when it
 * does not run, or no longer, and then the session says so.
 */
export async function comparePeople(
  { rooms: { models } }: Pick<Desk, 'rooms'>,
  pilot: Pick<PilotSession, 'embedder' | 'comparesBy' | 'note'>,
  perceiver: Pick<Perceiver, 'compareBy'>,
): Promise<void> {
  const embedder = pilot.embedder ?? (await onDevice(models));
  const name = embedder?.name ?? '';
  const colours = () => m.pilot_compares_by_colours();
  const failed = (why: string) => {
    pilot.note(() => m.pilot_embedder_failed({ name }), 'degraded', why);
    pilot.comparesBy(colours);
  };
  const compare = (bytes: ArrayBuffer | null, words: Words) => {
    pilot.comparesBy(words);
    return perceiver.compareBy(bytes, name, failed);
  };
  if (embedder === null) return compare(null, colours);
  try {
    await compare(embedder.bytes.buffer, () => m.pilot_compares_by({ name }));
  } catch (error) {
    pilot.note(() => m.pilot_embedder_not_run({ name }), 'degraded', String(error));
    await compare(null, colours);
  }
}

async function onDevice(models: Desk['rooms']['models']): Promise<Embedder | null> {
  const embedders = (await models.listModels()).filter(({ kind }) => kind === 'embedder');
  const chosen = embedders.find(({ entry }) => entry !== null && own.has(entry)) ?? embedders[0];
  const bytes = chosen === undefined ? null : await models.loadModel(chosen.sha256);
  return bytes && { name: chosen!.name, bytes };
}
