/** The detector that comes with the page. */
import { assert } from '#core/errors/assert.ts';
import type { CachedModel } from '#storage/model-cache.ts';
import { downloadModel } from '#storage/model-download.ts';
import { isOwn, offers } from '#storage/model-offers.ts';
import type { Desk } from '#app/desk.ts';

const ownDetector = offers.find((offer) => offer.kind === 'detector' && isOwn(offer));

/**
 * Has our detector on this device, without a word and without choosing it over another.
 *
 * @throws WorkbenchError `model/unreachable`, `model/gone`, `model/altered`, `storage/quota`
 */
export async function keepOwnDetector(desk: OwnDesk, signal: AbortSignal): Promise<CachedModel> {
  assert(ownDetector !== undefined, 'the catalogue has a detector of our own');
  const { id, name, kind, sha256, files } = ownDetector;
  const { models } = desk.rooms;
  const known = (await models.listModels()).find((model) => model.sha256 === sha256);
  if (known) return known;
  const nothing = () => undefined;
  const none = () => Promise.resolve(null);
  const { files: fetched } = await downloadModel(ownDetector, { pinOf: none, onBytes: nothing, signal });
  const kept = await models.keepModel({ name, kind, entry: id }, fetched.get(files[0]!.path)!);
  await desk.refresh();
  return kept;
}

type OwnDesk = Pick<Desk, 'rooms' | 'refresh'>;
