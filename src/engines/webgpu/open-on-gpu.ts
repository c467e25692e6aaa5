import type { Detector } from '#engines/detector.ts';
import type { ModelNote, OpenModel } from '#engines/open-model.ts';
import { openGpuDetector } from '#engines/webgpu/gpu-detector.ts';
import { isOnDevice } from '#engines/webgpu/gpu-engine.ts';
import type { LosableDetector } from '#engines/webgpu/recovering-detector.ts';
import { openRunner } from '#engines/webgpu/runner.ts';
import { openWorkingImport } from '#engines/webgpu/working-import.ts';

/**
 * Gives a model that was opened on a graphics device a detector that stays there.
 *
 * @throws When the device does not take it, or is gone; the engine is disposed of then.
 */
export async function openOnGpu(
  { engine, card }: OpenModel,
  batch: number,
): Promise<LosableDetector & { readonly notes: readonly ModelNote[] }> {
  try {
    if (!isOnDevice(engine)) throw new Error('the graphics device is not there any more');
    const network = engine.onDevice(batch);
    const { runner, whyPlain } = await openRunner(network);
    const detector = await openGpuDetector(runner, openWorkingImport(network.gpu, card.input), card);
    if (network.gpu.faults.length > 0) throw new Error(network.gpu.faults[0]);
    return {
      detector: ownedBy(detector, engine),
      lost: network.gpu.lost,
      notes: whyPlain === null ? [] : [{ kind: 'not-captured', details: `${card.name} runs plainly: ${whyPlain}.` }],
    };
  } catch (error) {
    engine[Symbol.dispose]();
    throw error;
  }
}

/** The engine holds the device, so it goes last. */
function ownedBy(detector: Detector, engine: Disposable): Detector {
  return {
    ...detector,
    [Symbol.dispose]: () => {
      detector[Symbol.dispose]();
      engine[Symbol.dispose]();
    },
  };
}
