/** Comparing people, fetched when somebody asks for it. */
import { fetchPart } from '#core/errors/fetch-part.ts';
import { embedderCardOf } from '#engines/model-card.ts';
import type { ModelFile, Runtime } from '#engines/open-model.ts';
import { Portraits } from '#engines/portraits/portraits.ts';

/**
 * @param file - An embedder; `null` for the colours people wear. An embedder of which nobody measured how far its vectors are apart gives way to
 *   colours.
 * @throws WorkbenchError `model/malformed`, `model/unsupported`
 */
export async function openPortraits(file: ModelFile | null, runtime: Runtime): Promise<Portraits> {
  // So a run that goes on with another worker numbers no two portraits alike: nobody takes a thousand in a second.
  const first = Math.floor(performance.timeOrigin + performance.now());
  const resemblance = file === null ? undefined : embedderCardOf(file.sha256)?.output.resemblance;
  if (file === null || resemblance === undefined) return new Portraits(first);
  const { openEmbedder } = await fetchPart(() => import('#engines/open-embedder.ts'));
  const { embedder } = await openEmbedder(file, runtime);
  return new Portraits(first, embedder, resemblance);
}
