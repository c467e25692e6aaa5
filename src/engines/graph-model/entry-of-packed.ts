import { fetchPart } from '#core/errors/fetch-part.ts';
import { isPacked } from '#engines/graph-model/pack.ts';

/**
 * @returns The `id` that the catalogue has for packed bytes; `null` for others, and for bytes that are not packed.
 * @throws WorkbenchError `model/malformed`
 */
export async function entryOfPacked(bytes: Uint8Array): Promise<string | null> {
  if (!isPacked(bytes)) return null;
  const { unpackGraphModel } = await fetchPart(() => import('#engines/graph-model/unpack.ts'));
  return unpackGraphModel(bytes, 'The model').entry;
}
