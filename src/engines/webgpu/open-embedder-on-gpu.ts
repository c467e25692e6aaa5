/** The half of opening an embedder that is fetched where there is a graphics device. Twin of `open-on-gpu.ts`. */
import type { Embedder } from '#engines/embedder.ts';
import type { EmbedderCard } from '#engines/model-card.ts';
import { openGpuEmbedder } from '#engines/webgpu/gpu-embedder.ts';
import type { GpuEngine } from '#engines/webgpu/gpu-engine.ts';
import { openRunners } from '#engines/webgpu/open-runners.ts';
import { openWorkingImport } from '#engines/webgpu/working-import.ts';

/** People at once; fewer go through one by one where that is sooner. */
const TOGETHER = 4;

/** Owns `engine`, unless it throws. */
export async function openEmbedderOnGpu(engine: GpuEngine, card: EmbedderCard): Promise<Embedder> {
  const [declared] = engine.input.shape;
  const fixed = typeof declared === 'number' && declared > 1;
  const runners = await openRunners(engine, fixed ? [declared] : [1, TOGETHER]);
  const { gpu } = runners[0]!.runner;
  const imports = openWorkingImport(gpu, card.input);
  const embedder = await openGpuEmbedder(runners, imports, card);
  if (gpu.faults.length > 0) throw new Error(gpu.faults[0]);
  return {
    ...embedder,
    [Symbol.dispose]: () => {
      for (const each of [embedder, imports, engine]) each[Symbol.dispose]();
    },
  };
}
