/** Comparing people, fetched when somebody asks for it. */
import { fetchPart } from '#core/errors/fetch-part.ts';
import { embedderCardOf } from '#engines/model-card.ts';
import type { ModelFile, Runtime } from '#engines/open-model.ts';
import { Portraits } from '#engines/portraits/portraits.ts';

/**
 * @param file - An embedder of the catalogue; `null` for the colours people wear, and any other file gives way to them.
 * @param failed - Called if the embedder fails later on, with what it said: from then on colours are compared.
 * @throws WorkbenchError `model/malformed`, `model/unsupported`
 */
export async function openPortraits(
  file: ModelFile | null,
  runtime: Runtime,
  failed: (why: string) => void,
): Promise<Portraits> {
  // So a run that goes on with another worker numbers no two portraits alike: nobody takes a thousand in a second.
  const first = Math.floor(performance.timeOrigin + performance.now());
  const card = file === null ? null : embedderCardOf(file.sha256);
  if (file === null || card === null) return new Portraits(first);
  const { openEmbedder } = await fetchPart(() => import('#engines/open-embedder.ts'));
  const { embedder } = await openEmbedder(file, runtime);
  return new Portraits(first, embedder, card.output.resemblance, failed);
}
