import { offerOfFiles } from '#storage/model-offers.ts';
import type { NewModel } from '#storage/model-cache.ts';
import { assertNotTooLarge } from '#storage/model-size.ts';
import { hashBytes } from '#storage/sha256.ts';
import type { Desk } from '#app/desk.ts';
import { packFiles } from '#app/models/pack-files.ts';
import { takeIn } from '#app/models/take-in.ts';

interface Sized {
  readonly size: number;
  blob(): Promise<Blob>;
}

/**
 * Takes in a model that was dropped. One that the catalogue knows by its content gets the name it has there.
 *
 * @param files - By path: one, or `model.json` and its shards.
 * @param name - What the person calls it.
 * @throws WorkbenchError `model/too-large` before anything is read; otherwise as `takeIn`.
 */
export async function receiveModel(
  desk: Desk,
  files: ReadonlyMap<string, Sized>,
  name: string,
  signal: AbortSignal,
): Promise<void> {
  assertNotTooLarge(
    name,
    [...files.values()].reduce((sum, { size }) => sum + size, 0),
  );
  const read = new Map<string, Uint8Array<ArrayBuffer>>();
  const hashes = new Map<string, string>();
  for (const [path, file] of files) {
    const bytes = new Uint8Array(await (await file.blob()).arrayBuffer());
    signal.throwIfAborted();
    read.set(path, bytes);
    hashes.set(path, await hashBytes(bytes));
  }
  const offer = offerOfFiles(hashes);
  const model: NewModel =
    offer === null ? { name, kind: 'detector', entry: null } : { name: offer.name, kind: offer.kind, entry: offer.id };
  await takeIn(desk, model, await packFiles(desk, read, model.entry), signal);
}
