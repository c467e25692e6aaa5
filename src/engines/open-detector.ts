import { createCpuDetector } from '#engines/cpu-detector.ts';
import type { Detector } from '#engines/detector.ts';
import { type ModelFile, type ModelNote, type OpenModel, type Runtime, openModel } from '#engines/open-model.ts';
import { openGpuDetector } from '#engines/webgpu/gpu-detector.ts';
import { isOnDevice } from '#engines/webgpu/gpu-engine.ts';
import {
  type DeviceLoss,
  type LosableDetector,
  createRecoveringDetector,
} from '#engines/webgpu/recovering-detector.ts';
import { openRunner } from '#engines/webgpu/runner.ts';
import { openWorkingImport } from '#engines/webgpu/working-import.ts';

export interface OpenDetector extends Pick<OpenModel, 'card' | 'notes'> {
  readonly detector: Detector;
  /** What runs it at first; it is the detector's to dispose of. */
  readonly engine: OpenModel['engine'];
}

/**
 * Makes a model file ready to look at frames in the way that is fastest with its runtime and backend: on a graphics device
 * the frames stay there, and one that is lost is opened again.
 *
 * @param batch - Frames at once, where numbers stay on a device; 1 elsewhere.
 * @param tell - Called when a device was lost and the detector goes on.
 * @throws WorkbenchError `model/malformed`, `model/unsupported`, `model/no-decoder`
 */
export async function openDetector(
  file: ModelFile,
  runtime: Runtime,
  batch: number,
  tell: (loss: DeviceLoss) => void,
): Promise<OpenDetector> {
  const opened = await openModel(file, runtime);
  const { engine, card, notes } = opened;
  if (!isOnDevice(engine)) return { detector: createCpuDetector(engine, card), engine, card, notes };

  const first = await openOnGpu(opened, batch);
  const detector = createRecoveringDetector(first, {
    openOnGpu: async () => openOnGpu(await openModel(file, runtime), batch),
    openOnProcessor: async () => {
      const again = await openModel(file, { ...runtime, backend: 'wasm' });
      return createCpuDetector(again.engine, again.card);
    },
    tell,
    now: () => performance.now(),
    wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  });
  return { detector, engine, card, notes: [...notes, ...first.notes] };
}

async function openOnGpu(
  { engine, card }: OpenModel,
  batch: number,
): Promise<LosableDetector & { readonly notes: readonly ModelNote[] }> {
  try {
    if (!isOnDevice(engine)) throw new Error('the graphics device is not there any more');
    const network = engine.onDevice(batch);
    const { runner, whyPlain } = await openRunner(network);
    const detector = await openGpuDetector(runner, openWorkingImport(network.gpu.device, card.input), card);
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
