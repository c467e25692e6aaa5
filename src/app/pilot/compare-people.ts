/** What a run tells people apart by. */
import { isOwn, offers } from '#storage/model-offers.ts';
import type { Perceiver } from '#workers/perceive/client.ts';
import type { Desk } from '#app/desk.ts';

const own = new Set(offers.filter(isOwn).map(({ id }) => id));

/** An embedder that is on this device, our own before others; without one, or when it does not run, the colours people wear. */
export async function comparePeople({ rooms: { models } }: Pick<Desk, 'rooms'>, perceiver: Perceiver): Promise<void> {
  const embedders = (await models.listModels()).filter(({ kind }) => kind === 'embedder');
  const chosen = embedders.find(({ entry }) => entry !== null && own.has(entry)) ?? embedders[0];
  const bytes = chosen === undefined ? null : await models.loadModel(chosen.sha256);
  try {
    await perceiver.compareBy(bytes?.buffer ?? null, chosen?.name ?? '');
  } catch {
    await perceiver.compareBy(null, '');
  }
}
