/** What a run tells people apart by. */
import { isOwn, offers } from '#storage/model-offers.ts';
import type { Perceiver } from '#workers/perceive/client.ts';
import type { Desk } from '#app/desk.ts';
import type { PilotSession } from '#app/pilot/pilot-session.svelte.ts';
import { m } from '#messages/compiled/messages.js';

const own = new Set(offers.filter(isOwn).map(({ id }) => id));

/**
 * An embedder that is on this device, our own before others; without one the colours people wear. So when it does not run, or no longer, and then
 * the session says so.
 */
export async function comparePeople(
  { rooms: { models } }: Pick<Desk, 'rooms'>,
  pilot: Pick<PilotSession, 'note'>,
  perceiver: Pick<Perceiver, 'compareBy'>,
): Promise<void> {
  const embedders = (await models.listModels()).filter(({ kind }) => kind === 'embedder');
  const chosen = embedders.find(({ entry }) => entry !== null && own.has(entry)) ?? embedders[0];
  const bytes = chosen === undefined ? null : await models.loadModel(chosen.sha256);
  const name = chosen?.name ?? '';
  const failed = (why: string) => pilot.note(() => m.pilot_embedder_failed({ name }), 'degraded', why);
  try {
    await perceiver.compareBy(bytes?.buffer ?? null, name, failed);
  } catch (error) {
    pilot.note(() => m.pilot_embedder_not_run({ name }), 'degraded', String(error));
    await perceiver.compareBy(null, '', failed);
  }
}
