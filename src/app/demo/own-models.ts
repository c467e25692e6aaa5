/** The models that come with the page. */
import { assert } from '#core/errors/assert.ts';
import type { CachedModel } from '#storage/model-cache.ts';
import { downloadModel } from '#storage/model-download.ts';
import { type ModelKind, type ModelOffer, isOwn, offers } from '#storage/model-offers.ts';
import type { Desk } from '#app/desk.ts';
import type { Embedder } from '#app/pilot/embedder.ts';

/**
 * Has our detector on this device, without a word and without choosing it over another.
 *
 * @throws WorkbenchError `model/unreachable`, `model/gone`, `model/altered`, `storage/quota`
 */
export async function keepOwnDetector(desk: OwnDesk, signal: AbortSignal): Promise<CachedModel> {
  const offer = own('detector');
  const { id, name, kind, sha256 } = offer;
  const { models } = desk.rooms;
  const known = (await models.listModels()).find((model) => model.sha256 === sha256);
  if (known) return known;
  const kept = await models.keepModel({ name, kind, entry: id }, await firstFile(offer, signal));
  await desk.refresh();
  return kept;
}

/**
 * Our embedder, for whoever holds it: it is not kept, for then every run on this device would compare people by it, and it has
 * only ever seen drawn ones.
 *
 * @throws WorkbenchError `model/unreachable`, `model/gone`, `model/altered`
 */
export async function fetchOwnEmbedder(signal: AbortSignal): Promise<Embedder> {
  const offer = own('embedder');
  return { name: offer.name, bytes: await firstFile(offer, signal) };
}

function own(wanted: ModelKind): ModelOffer {
  const found = offers.find((offer) => offer.kind === wanted && isOwn(offer));
  assert(found !== undefined, `the catalogue has no ${wanted} of our own`);
  return found;
}

async function firstFile(offer: ModelOffer, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
  const nothing = () => undefined;
  const none = () => Promise.resolve(null);
  const { files } = await downloadModel(offer, { pinOf: none, onBytes: nothing, signal });
  return files.get(offer.files[0]!.path)!;
}

type OwnDesk = Pick<Desk, 'rooms' | 'refresh'>;
