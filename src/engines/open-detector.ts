import { createCpuDetector } from '#engines/cpu-detector.ts';
import type { Detector } from '#engines/detector.ts';
import {
  type ModelFile,
  type ModelNote,
  type OpenModel,
  type Runtime,
  notOnGpu,
  openModel,
} from '#engines/open-model.ts';
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
 * the frames stay there, and one that is lost is opened again; where the device does not take the work, the processor does it.
 *
 * @param batch - Frames at once, where numbers stay on a device; 1 elsewhere.
 * @param tell - Called when a device was lost and the detector goes on.
 * @throws WorkbenchError `model/malformed`, `model/unsupported`, `model/no-decoder`, `model/not-numbers`
 */
export async function openDetector(
  file: ModelFile,
  runtime: Runtime,
  batch: number,
  tell: (loss: DeviceLoss) => void,
): Promise<OpenDetector> {
  try {
    return await openAsAsked(file, runtime, batch, tell);
  } catch (error) {
    if (runtime.backend === 'wasm') throw error;
    // Whatever is wrong with the file itself is said again, by the processor.
    const opened = await openOnProcessor(file, runtime);
    return { ...opened, notes: [...opened.notes, notOnGpu(file.fileName, error)] };
  }
}

async function openOnProcessor(file: ModelFile, runtime: Runtime): Promise<OpenDetector> {
  return withoutDevice(await openModel(file, { ...runtime, backend: 'wasm' }));
}

function withoutDevice({ engine, card, notes }: OpenModel): OpenDetector {
  return { detector: createCpuDetector(engine, card), engine, card, notes };
}

async function openAsAsked(
  file: ModelFile,
  runtime: Runtime,
  batch: number,
  tell: (loss: DeviceLoss) => void,
): Promise<OpenDetector> {
  const opened = await openModel(file, runtime);
  const { engine, card, notes } = opened;
  if (!isOnDevice(engine)) return withoutDevice(opened);

  const first = await openOnGpu(opened, batch);
  const detector = createRecoveringDetector(first, {
    openOnGpu: async () => openOnGpu(await openModel(file, runtime), batch),
    openOnProcessor: async () => (await openOnProcessor(file, runtime)).detector,
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
