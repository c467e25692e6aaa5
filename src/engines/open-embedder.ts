import { assert } from '#core/errors/assert.ts';
import { fetchPart } from '#core/errors/fetch-part.ts';
import { createCpuEmbedder } from '#engines/cpu-embedder.ts';
import type { Embedder } from '#engines/embedder.ts';
import type { Engine } from '#engines/engine.ts';
import { type EmbedderCard, embedderCardOf } from '#engines/model-card.ts';
import { type ModelFile, type ModelNote, type Runtime, notOnGpu, openAnywhere } from '#engines/open-model.ts';
import { isOnDevice } from '#engines/webgpu/gpu-engine.ts';

export interface OpenEmbedder {
  readonly card: EmbedderCard;
  readonly embedder: Embedder;
  /** What runs it; the embedder's to dispose of. */
  readonly engine: Engine;
  readonly notes: readonly ModelNote[];
}

/**
 * Makes a network of the catalogue that tells people apart ready for frames: on a graphics device they stay there; where
 * the device does not take the work, the processor does it. Twin of `open-detector.ts`.
 *
 * An embedder whose device is lost throws from then on: whoever holds it opens another.
 *
 * @param file - `embedderCardOf` knows it.
 * @throws WorkbenchError `model/malformed`, `model/unsupported`
 */
export async function openEmbedder(file: ModelFile, runtime: Runtime): Promise<OpenEmbedder> {
  const card = embedderCardOf(file.sha256);
  assert(card, 'the catalogue knows what is opened as an embedder');
  const { engine, notes } = await openAnywhere(file, runtime);
  if (!isOnDevice(engine)) return { card, embedder: createCpuEmbedder(engine, card), engine, notes };
  try {
    const { openEmbedderOnGpu } = await fetchPart(() => import('#engines/webgpu/open-embedder-on-gpu.ts'));
    return { card, embedder: await openEmbedderOnGpu(engine, card), engine, notes };
  } catch (error) {
    engine[Symbol.dispose]();
    const opened = await openAnywhere(file, { ...runtime, backend: 'wasm' });
    const embedder = createCpuEmbedder(opened.engine, card);
    return { card, embedder, engine: opened.engine, notes: [...opened.notes, notOnGpu(file.fileName, error)] };
  }
}
